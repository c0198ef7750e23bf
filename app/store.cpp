#include "app/store.hpp"

#include <utility>

namespace phasescope {

void Store::propose(const Scene& edited, bool dragging)
{
    if (!(edited == shown_)) show(repaired(edited));
    if (!dragging) keep();
}

void Store::undo()
{
    keep();
    if (past_.empty()) return;
    future_.push_back(kept_);
    kept_ = std::move(past_.back());
    past_.pop_back();
    show(kept_);
}

void Store::redo()
{
    keep();
    if (future_.empty()) return;
    past_.push_back(kept_);
    kept_ = std::move(future_.back());
    future_.pop_back();
    show(kept_);
}

void Store::show(Scene scene)
{
    if (scene == shown_) return;
    shown_ = std::move(scene);
    ++version_;
}

void Store::keep()
{
    if (shown_ == kept_) return;
    past_.push_back(std::move(kept_));
    if (past_.size() > most_steps) past_.erase(past_.begin());
    future_.clear();
    kept_ = shown_;
}

}  // namespace phasescope
