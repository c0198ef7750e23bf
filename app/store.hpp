// The scene on screen, and the scenes it was before.
#pragma once

#include <cstdint>
#include <vector>

#include "core/scene.hpp"

namespace phasescope {

/// Panels propose an edited copy; the store repairs it, shows it at once, and keeps it as a step to undo when nothing is
/// being dragged any more. Steps that change nothing are no steps.
class Store {
public:
    explicit Store(Scene first) : shown_(repaired(std::move(first))), kept_(shown_) {}

    const Scene& scene() const { return shown_; }

    /// Grows whenever the scene changes.
    std::uint64_t version() const { return version_; }

    /// Shows the edited scene. While `dragging` the steps between are not kept.
    void propose(const Scene& edited, bool dragging);

    bool can_undo() const { return !past_.empty() || shown_ != kept_; }
    bool can_redo() const { return !future_.empty(); }
    void undo();
    void redo();

private:
    void show(Scene scene);
    void keep();

    static constexpr std::size_t most_steps = 500;

    Scene shown_;
    Scene kept_;
    std::vector<Scene> past_;
    std::vector<Scene> future_;
    std::uint64_t version_ = 1;
};

}  // namespace phasescope
