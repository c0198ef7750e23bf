#include "tests/app/xdnd_source.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <poll.h>

#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace phasescope::test {
namespace {

constexpr auto longest_wait = std::chrono::seconds(60);

Display* display_of(void* display)
{
    return static_cast<Display*>(display);
}

/// The text/uri-list of files: whatever is not plain in a path is written as %XX.
std::string uri_list(const std::vector<std::filesystem::path>& files)
{
    std::string list;
    for (const auto& file : files) {
        list += "file://";
        for (const char c : file.string()) {
            const auto byte = static_cast<unsigned char>(c);
            const bool plain = byte < 0x80 && (std::isalnum(byte) || c == '/' || c == '.' || c == '-' || c == '_');
            std::array<char, 4> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "%%%02X", byte);
            list += plain ? std::string(1, c) : escaped.data();
        }
        list += "\r\n";
    }
    return list;
}

void send_message(Display* display, ::Window window, Atom type, std::array<long, 5> numbers)
{
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = type;
    event.xclient.format = 32;
    for (std::size_t i = 0; i < numbers.size(); ++i) event.xclient.data.l[i] = numbers[i];
    XSendEvent(display, window, False, NoEventMask, &event);
    XFlush(display);
}

}  // namespace

/// One drag from a window of our own.
class OtherProgram::Drag {
public:
    Drag(Display* display, std::string data)
        : display_(display),
          data_(std::move(data)),
          source_(XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0))
    {
        XSetSelectionOwner(display_, atom("XdndSelection"), source_, CurrentTime);
    }
    ~Drag() { XDestroyWindow(display_, source_); }
    Drag(const Drag&) = delete;
    Drag& operator=(const Drag&) = delete;

    bool onto(::Window target)
    {
        const long me = static_cast<long>(source_);
        const long list = static_cast<long>(atom("text/uri-list")), copy = static_cast<long>(atom("XdndActionCopy"));
        int x = 0, y = 0;
        ::Window child = 0;
        XWindowAttributes place{};
        XGetWindowAttributes(display_, target, &place);
        XTranslateCoordinates(display_, target, DefaultRootWindow(display_), place.width / 2, place.height / 2, &x, &y,
                              &child);
        send_message(display_, target, atom("XdndEnter"), {me, 5L << 24, list, 0, 0});
        send_message(display_, target, atom("XdndPosition"), {me, 0, (static_cast<long>(x) << 16) | y, CurrentTime, copy});
        if (!answered("XdndStatus")) return false;
        send_message(display_, target, atom("XdndDrop"), {me, 0, CurrentTime, 0, 0});
        return answered("XdndFinished");
    }

private:
    Atom atom(const char* name) const { return XInternAtom(display_, name, False); }

    /// Waits for the target's message, and hands over the data when it asks for them. False where the message never
    /// comes, or says no with a 0 (a yes is 1, or from GLFW at the end the size of the data).
    bool answered(const char* message)
    {
        const auto until = std::chrono::steady_clock::now() + longest_wait;
        while (std::chrono::steady_clock::now() < until) {
            pollfd ready{ConnectionNumber(display_), POLLIN, 0};
            if (XPending(display_) == 0) poll(&ready, 1, 100);
            while (XPending(display_) > 0) {
                XEvent event{};
                XNextEvent(display_, &event);
                if (event.type == SelectionRequest) hand_over(event.xselectionrequest);
                if (event.type == ClientMessage && event.xclient.message_type == atom(message))
                    return event.xclient.data.l[1] != 0;
            }
        }
        return false;
    }

    void hand_over(const XSelectionRequestEvent& asked)
    {
        XChangeProperty(display_, asked.requestor, asked.property, asked.target, 8, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(data_.data()), static_cast<int>(data_.size()));
        XEvent answer{};
        answer.xselection.type = SelectionNotify;
        answer.xselection.requestor = asked.requestor;
        answer.xselection.selection = asked.selection;
        answer.xselection.target = asked.target;
        answer.xselection.property = asked.property;
        answer.xselection.time = asked.time;
        XSendEvent(display_, asked.requestor, False, NoEventMask, &answer);
        XFlush(display_);
    }

    Display* display_;
    std::string data_;
    ::Window source_;
};

OtherProgram::OtherProgram(const std::string& display) : display_(XOpenDisplay(display.c_str()))
{
    if (!display_) throw std::runtime_error("no X display " + display);
}

OtherProgram::~OtherProgram()
{
    XCloseDisplay(display_of(display_));
}

unsigned long OtherProgram::window_with_title(const std::string& title)
{
    Display* const display = display_of(display_);
    ::Window root = 0, parent = 0, found = 0;
    ::Window* windows = nullptr;
    unsigned count = 0;
    if (!XQueryTree(display, DefaultRootWindow(display), &root, &parent, &windows, &count)) return 0;
    for (unsigned i = 0; i < count; ++i) {
        char* name = nullptr;
        if (!XFetchName(display, windows[i], &name)) continue;
        if (title == name) found = windows[i];
        XFree(name);
    }
    if (windows) XFree(windows);
    return found;
}

bool OtherProgram::drop(unsigned long window, const std::vector<std::filesystem::path>& files)
{
    return Drag(display_of(display_), uri_list(files)).onto(window);
}

void OtherProgram::ask_to_close(unsigned long window)
{
    Display* const display = display_of(display_);
    const auto atom = [&](const char* name) { return XInternAtom(display, name, False); };
    send_message(display, window, atom("WM_PROTOCOLS"), {static_cast<long>(atom("WM_DELETE_WINDOW")), CurrentTime, 0, 0, 0});
}

std::uint32_t OtherProgram::colour_at(unsigned long window, int x, int y)
{
    XImage* const image = XGetImage(display_of(display_), window, x, y, 1, 1, AllPlanes, ZPixmap);
    if (!image) throw std::runtime_error("the window shows nothing at that place");
    const auto colour = static_cast<std::uint32_t>(XGetPixel(image, 0, 0) & 0xFFFFFF);
    XDestroyImage(image);
    return colour;
}

}  // namespace phasescope::test
