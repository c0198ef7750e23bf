#include "tests/app/driver.hpp"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace phasescope {

Scene rope_scene()
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

std::vector<InputEvent> chord(int code, bool ctrl, bool shift)
{
    std::vector<InputEvent> events;
    const auto change = [&](int changed, bool down) { events.push_back(KeyChange{changed, down}); };
    if (ctrl) change(key::left_control, true);
    if (shift) change(key::left_shift, true);
    change(code, true);
    change(code, false);
    if (shift) change(key::left_shift, false);
    if (ctrl) change(key::left_control, false);
    return events;
}

Driver::Driver(const Scene& first, int width, int height, float scale) : width_(width), height_(height), scale_(scale)
{
    auto context = EglContext::create();
    if (!context) throw std::runtime_error(context.error().line());
    context_ = std::move(context).value();
    glGenTextures(1, &colour_);
    glBindTexture(GL_TEXTURE_2D, colour_);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colour_, 0);

    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    resize(width, height);
    input_ = std::make_unique<Input>();
    auto screen = Screen::create();
    if (!screen) throw std::runtime_error(screen.error().line());
    screen_ = std::move(screen).value();
    Desktop desktop;
    desktop.copy_text = [this](const std::string& text) { clipboard_ = text; };
    program_ = std::make_unique<Program>(first, Session{}, desktop);
    frames(2);
}

void Driver::resize(int width, int height)
{
    width_ = width;
    height_ = height;
    glBindTexture(GL_TEXTURE_2D, colour_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    ImGui::GetIO().DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
}

Driver::~Driver()
{
    program_.reset();
    screen_.reset();
    ImGui::DestroyContext();
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteTextures(1, &colour_);
}

void Driver::frame(float seconds)
{
    ImGui::GetIO().DeltaTime = seconds;
    if (program_->prepare(scale_)) screen_->fonts_changed();
    screen_->begin_frame();
    input_->feed();
    ImGui::NewFrame();
    program_->frame(*screen_);
    ImGui::Render();
    pixels_.clear();
}

void Driver::frames(int count)
{
    for (int i = 0; i < count; ++i) frame();
}

void Driver::at_once(const std::vector<InputEvent>& events)
{
    push(events);
    while (busy()) frame();
    frames(2);
}

void Driver::push(const std::vector<InputEvent>& events)
{
    for (const InputEvent& event : events) input_->push(event);
}

void Driver::rest()
{
    frame(1);
    frames(2);
}

void Driver::wait_for_check()
{
    for (int tries = 0; tries < 3000; ++tries) {
        frame();
        if (program_->model().check()) return frames(1);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the direction check never came";
}

ImVec2 Driver::centre(const std::string& label)
{
    const auto found = control_places().find(label);
    if (found == control_places().end()) {
        ADD_FAILURE() << "no control " << label;
        return {0, 0};
    }
    return found->second.centre();
}

void Driver::move_to(ImVec2 at)
{
    at_once({PointerMove{at.x, at.y}});
}

void Driver::press(int button)
{
    input_->push(ButtonChange{button, true});
    frame();
}

void Driver::release(int button)
{
    at_once({ButtonChange{button, false}});
}

void Driver::click_at(ImVec2 at)
{
    move_to(at);
    press();
    release();
    // Two clicks are a double click when they follow too soon.
    rest();
}

void Driver::click(const std::string& label)
{
    click_at(centre(label));
}

void Driver::drag(ImVec2 from, ImVec2 to, int button, int steps)
{
    move_to(from);
    press(button);
    for (int i = 1; i <= steps; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(steps);
        input_->push(PointerMove{from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
        frame();
    }
    release(button);
}

void Driver::wheel(ImVec2 at, float steps)
{
    move_to(at);
    input_->push(WheelTurn{0, steps});
    frame();
    // The steps of a wheel become one step to undo when it has rested.
    rest();
}

void Driver::key(int code, bool ctrl, bool shift)
{
    at_once(chord(code, ctrl, shift));
}

void Driver::hold(int code)
{
    at_once({KeyChange{code, true}});
}

void Driver::let_go(int code)
{
    at_once({KeyChange{code, false}});
}

void Driver::type_into(const std::string& label, const std::string& text)
{
    click(label);
    key('A', true);
    for (const char c : text) at_once({Letter{static_cast<unsigned char>(c)}});
    key(key::enter);
}

void Driver::draw()
{
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    screen_->end_frame(width_, height_);
}

const std::vector<Rgb>& Driver::pixels()
{
    if (!pixels_.empty()) return pixels_;
    const auto count = static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_);
    std::vector<std::uint8_t> raw(count * 4);
    draw();
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, raw.data());
    pixels_.resize(count);
    for (int y = 0; y < height_; ++y) {
        for (int x = 0; x < width_; ++x) {
            const std::size_t from = 4
                                     * (static_cast<std::size_t>(height_ - 1 - y) * static_cast<std::size_t>(width_)
                                        + static_cast<std::size_t>(x));
            pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)] = {
                raw[from], raw[from + 1], raw[from + 2]};
        }
    }
    return pixels_;
}

Rgb Driver::pixel(int x, int y)
{
    return pixels()[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
}

}  // namespace phasescope
