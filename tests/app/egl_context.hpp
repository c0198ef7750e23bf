// A GL context without a window or a display, for tests: EGL on the surfaceless platform of Mesa, or on a device where
// Mesa is not installed.
#pragma once

#include <memory>

#include "core/result.hpp"

namespace phasescope {

enum class ContextKind { gl_3_3_core, gles_3_0 };

/// Is current from its making until its end. There is no default framebuffer: draw into one of your own.
class EglContext {
public:
    static Result<std::unique_ptr<EglContext>> create(ContextKind kind = ContextKind::gl_3_3_core);
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;
    ~EglContext();

    void make_current() const;

private:
    EglContext() = default;
    void* display_ = nullptr;
    void* context_ = nullptr;
};

}  // namespace phasescope
