// Bytes as they are when something went wrong with a file.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace phasescope {

/// Damages bytes as files are damaged: bits turned over, bytes lost, doubled, cut off, and pieces put where they do not
/// belong.
class Damage {
public:
    explicit Damage(unsigned seed, std::vector<std::string> pieces) : random_(seed), pieces_(std::move(pieces)) {}

    std::string of(std::string bytes)
    {
        for (std::size_t times = 1 + below(4); times > 0; --times) strike(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

    void strike(std::string& bytes)
    {
        const std::size_t at = below(bytes.size() + 1), length = below(1 + std::min<std::size_t>(bytes.size() - at, 20));
        const std::string& piece = pieces_[below(pieces_.size())];
        switch (below(6)) {
            case 0:
                if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 1: bytes.erase(at, length); break;
            case 2: bytes.insert(at, bytes.substr(at, length)); break;
            case 3: bytes.resize(at); break;
            case 4: bytes.insert(at, piece); break;
            default: bytes.replace(at, length, piece); break;
        }
    }

    std::mt19937 random_;
    std::vector<std::string> pieces_;
};

}  // namespace phasescope
