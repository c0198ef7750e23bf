// ImGui's drawing and our heatmaps on one GL context: shared by the window and by tests without a display.
#pragma once

#include <memory>
#include <vector>

#include "app/gl/heatmap.hpp"
#include "app/heatmaps.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Needs a current GL context and a current ImGui context for its whole life.
class Screen : public Heatmaps {
public:
    static Result<std::unique_ptr<Screen>> create();
    ~Screen() override;

    unsigned draw(int slot, const HeatmapSpec& spec) override;
    FloatMatrix numbers(int slot) override;
    void fill_ground(const Ground& ground) override { grounds_.push_back(ground); }

    /// The font atlas was built anew: its texture follows.
    void fonts_changed();

    /// Before ImGui::NewFrame().
    void begin_frame();

    /// After ImGui::Render(): draws everything into the bound framebuffer.
    void end_frame(int width, int height);

private:
    explicit Screen(std::unique_ptr<HeatmapRenderer> heatmaps) : heatmaps_(std::move(heatmaps)) {}

    void fill_grounds(int height);

    std::unique_ptr<HeatmapRenderer> heatmaps_;
    std::vector<Ground> grounds_;  ///< of the present frame
};

}  // namespace phasescope
