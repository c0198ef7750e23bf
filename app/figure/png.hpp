// PNG files through libpng: the same image and words give the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/colour/colormap.hpp"
#include "core/io/file.hpp"
#include "core/result.hpp"

namespace phasescope {

/// What the bytes of the rows mean: one a pixel where there is a palette, else three (RGB) or four (RGBA).
struct PngHead {
    std::int64_t width = 0, height = 0;
    int channels = 3;          ///< 1, 3 or 4
    std::vector<Rgb> palette;  ///< for one channel

    std::size_t row_bytes() const { return static_cast<std::size_t>(width * channels); }
};

/// Rows from top to bottom without gaps.
struct PngImage {
    std::int64_t width = 0, height = 0;
    int channels = 3;
    std::vector<Rgb> palette;
    std::vector<std::uint8_t> bytes;
};

/// What stands beside the pixels. Empty texts are left out.
struct PngWords {
    double dpi = 0;             ///< 0: none
    std::string scene = {};     ///< under png_scene_key
    std::string software = {};  ///< Latin letters
    std::string description = {};
};

/// A PNG whose rows are packed as they come and go on to the sink at once. However many come at a time, the bytes are the
/// same.
class PngWriter {
public:
    /// The sink must outlive it.
    explicit PngWriter(const Sink& sink);
    ~PngWriter();
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;

    /// First of all.
    Result<Done> begin(const PngHead& head, const PngWords& words);
    /// The next rows: whole ones.
    Result<Done> put(std::span<const std::uint8_t> rows);
    /// After all rows.
    Result<Done> end();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Result<std::string> png_bytes(const PngImage& image, const PngWords& words);

}  // namespace phasescope
