#include "tests/app/egl_context.hpp"

#include <epoxy/egl.h>

#include <array>
#include <span>
#include <vector>

namespace phasescope {
namespace {

Error egl_error(const char* what)
{
    return {what, "EGL error " + std::to_string(eglGetError()), "packages libegl1, libgl1-mesa-dri and libgl1"};
}

std::vector<EGLint> attributes(ContextKind kind)
{
    if (kind == ContextKind::gles_3_0) return {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 0, EGL_NONE};
    return {EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
}

/// Mesa's display without a surface; where there is no Mesa, the first device that starts.
EGLDisplay started_display()
{
    const auto started = [](EGLenum platform, void* native) {
        const EGLDisplay display = eglGetPlatformDisplayEXT(platform, native, nullptr);
        return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) ? display : EGL_NO_DISPLAY;
    };
    if (const EGLDisplay mesa = started(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY)) return mesa;
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_device_enumeration")) return EGL_NO_DISPLAY;
    EGLint count = 0;
    std::array<EGLDeviceEXT, 16> devices{};
    if (!eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count)) return EGL_NO_DISPLAY;
    for (const EGLDeviceEXT device : std::span(devices).first(static_cast<std::size_t>(count)))
        if (const EGLDisplay display = started(EGL_PLATFORM_DEVICE_EXT, device)) return display;
    return EGL_NO_DISPLAY;
}

}  // namespace

Result<std::unique_ptr<EglContext>> EglContext::create(ContextKind kind)
{
    const bool es = kind == ContextKind::gles_3_0;
    const EGLDisplay display = started_display();
    if (display == EGL_NO_DISPLAY) return egl_error("no EGL display without a surface starts");
    if (!eglBindAPI(es ? EGL_OPENGL_ES_API : EGL_OPENGL_API)) return egl_error("EGL lacks this kind of OpenGL");

    const EGLint wanted[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, es ? EGL_OPENGL_ES3_BIT : EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0)
        return egl_error("EGL has no such configuration");

    std::unique_ptr<EglContext> made(new EglContext);
    made->display_ = display;
    made->context_ = eglCreateContext(display, config, EGL_NO_CONTEXT, attributes(kind).data());
    if (made->context_ == EGL_NO_CONTEXT) return egl_error("EGL makes no such context");
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, made->context_))
        return egl_error("the context cannot be used without a surface");
    return made;
}

EglContext::~EglContext()
{
    // The display is one for the whole process and may serve other contexts: it stays.
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
}

void EglContext::make_current() const
{
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
}

}  // namespace phasescope
