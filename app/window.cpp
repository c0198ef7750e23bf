#include "app/window.hpp"

#include <imgui.h>

// After imgui.h, which it needs.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <utility>

#include "app/end_guard.hpp"
#include "app/frame.hpp"
#include "app/frame_log.hpp"
#include "app/input.hpp"
#include "app/kept_session.hpp"
#include "app/screen.hpp"
#include "app/session_keeper.hpp"
#include "app/session_place.hpp"
#include "app/window_events.hpp"

namespace phasescope {
namespace {

constexpr int no_display_code = 3;
constexpr const char* without_window = "render, export and check work without it";

/// The usual size, or what the screen has room for, before GLFW multiplies it by the monitor's scale.
std::pair<int, int> first_size()
{
    constexpr int usual_width = 1600, usual_height = 1000;
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    if (!monitor) return {usual_width, usual_height};
    int x = 0, y = 0, width = 0, height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    float x_scale = 1, y_scale = 1;
    glfwGetMonitorContentScale(monitor, &x_scale, &y_scale);
    const auto fitting = [](int room, float scale, int usual) {
        return room > 0 ? std::min(static_cast<int>(static_cast<float>(room) / scale), usual) : usual;
    };
    return {fitting(width, x_scale, usual_width), fitting(height, y_scale, usual_height)};
}

/// GLFW and its window, closed in the right order.
class GlfwWindow {
public:
    static Result<std::unique_ptr<GlfwWindow>> create()
    {
        glfwSetErrorCallback([](int, const char*) {});
        if (!glfwInit()) return Error{"no display was found", "", without_window};
        return std::unique_ptr<GlfwWindow>(new GlfwWindow);
    }
    ~GlfwWindow()
    {
        if (window_) glfwDestroyWindow(window_);
        glfwTerminate();
    }
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    Result<GLFWwindow*> open()
    {
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
        const auto [width, height] = first_size();
        window_ = glfwCreateWindow(width, height, "Phasescope", nullptr, nullptr);
        if (!window_) return Error{"the display has no OpenGL 3.3", "", without_window};
        glfwSetWindowSizeLimits(window_, 200, 150, GLFW_DONT_CARE, GLFW_DONT_CARE);
        glfwMakeContextCurrent(window_);
        glfwSwapInterval(1);
        return window_;
    }

private:
    GlfwWindow() = default;
    GLFWwindow* window_ = nullptr;
};

/// The scale of the screen on which the window will probably open.
float probable_scale()
{
    float scale = 1;
    if (GLFWmonitor* const monitor = glfwGetPrimaryMonitor()) glfwGetMonitorContentScale(monitor, &scale, nullptr);
    return scale;
}

/// ImGui's context with GLFW's clipboard, cursors and clock.
class Interface {
public:
    Interface(GLFWwindow* window, ImFontAtlas& letters)
    {
        ImGui::CreateContext(&letters);
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        ImGui_ImplGlfw_InitForOpenGL(window, false);
    }
    ~Interface()
    {
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;
};

void set_fullscreen(GLFWwindow* window, bool full)
{
    static int x = 0, y = 0, width = 1600, height = 1000;
    if (full == (glfwGetWindowMonitor(window) != nullptr)) return;
    if (full) {
        glfwGetWindowPos(window, &x, &y);
        glfwGetWindowSize(window, &width, &height);
        GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
        const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        if (mode) glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        glfwSetWindowMonitor(window, nullptr, x, y, width, height, 0);
    }
}

/// What was freed goes back to the system where it can.
void give_back_memory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

/// The window's life: frames while something happens, sleep otherwise.
class Loop {
public:
    Loop(GLFWwindow* window, Program& program, Screen& screen, SessionKeeper& keeper)
        : window_(window), program_(program), screen_(screen), keeper_(keeper), events_(window, listener())
    {
    }

    void run()
    {
        while (!glfwWindowShouldClose(window_)) {
            wait();
            draw();
        }
    }

private:
    // ImGui needs a second frame to show what an event changed, and sizes new windows in their first.
    static constexpr int frames_after_event = 3;

    WindowEvents::Listener listener()
    {
        return {.input =
                    [this](const InputEvent& event) {
                        input_.push(event);
                        due_ = frames_after_event;
                    },
                .drop =
                    [this](std::string path) {
                        program_.drop(std::move(path));
                        due_ = frames_after_event;
                    },
                .refresh = [this] { draw(); }};
    }

    /// Sleeps until an event, or until a frame is due.
    void wait()
    {
        if (due_ > 0) {
            --due_;
            glfwPollEvents();
            return;
        }
        const double next = program_.next_frame_in();
        if (next < 0)
            rest();
        else
            glfwWaitEventsTimeout(std::max(next, 0.001));
        due_ = frames_after_event - 1;
    }

    /// Sleeps until an event. Who does nothing for a while gets back what was only needed to compute and to compile.
    static void rest()
    {
        constexpr double seconds = 1;
        const double begin = glfwGetTime();
        glfwWaitEventsTimeout(seconds);
        if (glfwGetTime() - begin < seconds) return;
        give_back_memory();
        glfwWaitEvents();
    }

    void draw()
    {
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_, &width, &height);
        if (width < 1 || height < 1 || drawing_) return;
        drawing_ = true;
        float scale = 1;
        glfwGetWindowContentScale(window_, &scale, nullptr);
        if (program_.prepare(scale)) screen_.fonts_changed();
        screen_.begin_frame();
        ImGui_ImplGlfw_NewFrame();
        input_.feed();
        if (input_.waiting()) due_ = frames_after_event;
        ImGui::NewFrame();
        program_.frame(screen_);
        // Before it is drawn: the display may be gone.
        keep_session();
        if (title_ != program_.title()) {
            title_ = program_.title();
            glfwSetWindowTitle(window_, title_.c_str());
        }
        double drawing = 0;
        {
            const Stopwatch watch(drawing);
            ImGui::Render();
            screen_.end_frame(width, height);
            glfwSwapBuffers(window_);
        }
        program_.note_drawing(drawing);
        set_fullscreen(window_, program_.session().fullscreen);
        log_.note_frame(program_);
        drawing_ = false;
    }

    void keep_session()
    {
        keeper_.note(program_.store().version(), program_.scene(), program_.session());
        if (const auto failure = keeper_.taken_failure())
            program_.session().complain(
                filled(Language(program_.session().language)("notice.session_not_kept"), {{"why", failure->line()}}));
    }

    GLFWwindow* window_;
    Program& program_;
    Screen& screen_;
    SessionKeeper& keeper_;
    FrameLog log_;
    Input input_;
    std::string title_;
    int due_ = frames_after_event;
    bool drawing_ = false;
    WindowEvents events_;
};

/// What the window of this place left. Where it is new its looks are those of the first window.
LastSession last_session_at(const SessionPlace& place, bool scene_wanted)
{
    LastSession last = last_session(place.path(), scene_wanted);
    if (place.number() > 1 && !last.on_disk) last.looks = last_looks(sessions_folder() + "/session.json");
    const Language language(last.looks.language);
    if (place.path().empty()) last.notices.push_back(language("notice.session_no_place"));
    if (place.number() > 1)
        last.notices.push_back(
            filled(language("notice.session_second"), {{"number", std::to_string(place.number())}, {"file", place.path()}}));
    return last;
}

Session first_session(const WindowOptions& options, const LastSession& last)
{
    Session session;
    session.dark = options.theme.empty() ? last.looks.dark : options.theme == "dark";
    session.scale = last.looks.scale;
    session.language = options.language.empty() ? last.looks.language : options.language;
    session.scene_path = options.scene_path;
    std::vector<std::string> notices = last.notices;
    notices.insert(notices.end(), options.notices.begin(), options.notices.end());
    session.remark(notices);
    if (options.lesson) session.lesson.begin(options.lesson->lesson, options.lesson->name);
    return session;
}

int refuse(const Error& error)
{
    std::fprintf(stderr, "phasescope: %s\n", error.line().c_str());
    return no_display_code;
}

}  // namespace

int run_window(const WindowOptions& options)
{
    EndGuard guard(no_display_code);
    const auto window = GlfwWindow::create();
    if (!window) return refuse(window.error());

    const SessionPlace place(sessions_folder());
    LastSession last = last_session_at(place, !options.scene_given && !options.lesson);
    const bool given = options.scene_given || options.lesson;
    const Scene first = options.lesson ? options.lesson->lesson.steps.front().scene
                        : last.scene   ? *last.scene
                                       : options.scene;
    Session session = first_session(options, last);

    // To draw all letters takes nearly as long as to open a window with OpenGL: both at once.
    ImFontAtlas letters;
    auto fonts = std::async(std::launch::async,
                            [&letters, scale = Program::scale_of(session, probable_scale()), language = session.language] {
                                Fonts loaded = load_fonts(letters, scale, Language(language).code());
                                draw_letters(letters);
                                return loaded;
                            });
    const auto opened = (*window)->open();
    if (!opened) return refuse(opened.error());
    GLFWwindow* const handle = *opened;
    Fonts loaded = fonts.get();

    const Interface interface(handle, letters);
    const auto screen = Screen::create();
    if (!screen) return refuse(screen.error());
    Desktop desktop;
    desktop.copy_text = [handle](const std::string& text) { glfwSetClipboardString(handle, text.c_str()); };
    desktop.wake = [] { glfwPostEmptyEvent(); };
    Program program(first, std::move(session), desktop, std::move(loaded));
    // A scene that was named is no session until something is changed in it: the last session stays till then.
    std::optional<KeptSession> unchanged;
    if (last.on_disk || given) unchanged = KeptSession{program.scene(), kept_looks(program.session())};
    SessionKeeper keeper(last.in_the_way ? "" : place.path(), std::move(unchanged), desktop.wake);
    const EndGuard::LastAct last_act(guard, [&keeper] { return keeper.write(); });
    if (!options.to_open.empty()) program.drop(options.to_open);
    Loop(handle, program, **screen, keeper).run();

    const Result<Done> done = keeper.write();
    if (!done) std::fprintf(stderr, "phasescope: %s\n", done.error().line().c_str());
    return 0;
}

}  // namespace phasescope
