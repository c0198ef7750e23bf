// What a function returns when the world, not the program, may be at fault.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace phasescope {

/// A failure told to a person: what happened, where (file, byte, key or value), and what to do next.
struct Error {
    std::string what;
    std::string where;
    std::string hint;

    /// One line of at most 380 letters: "what: where (hint)"; empty parts are left out. A longer one loses its middle.
    std::string line() const;

    bool operator==(const Error&) const = default;
};

/// Either a value or an Error. Asking for the one that is not there is a mistake of ours.
template <class T>
class Result {
public:
    Result(T value) : content_(std::move(value)) {}
    Result(Error error) : content_(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(content_); }

    const T& value() const&
    {
        assert(*this);
        return std::get<T>(content_);
    }
    T&& value() &&
    {
        assert(*this);
        return std::get<T>(std::move(content_));
    }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const
    {
        assert(!*this);
        return std::get<Error>(content_);
    }

private:
    std::variant<T, Error> content_;
};

/// The value of a Result that carries none.
struct Done {
    bool operator==(const Done&) const = default;
};

}  // namespace phasescope
