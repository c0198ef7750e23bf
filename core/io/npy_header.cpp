// The header is a Python dictionary of three entries. Only what numpy writes there is understood:
//
//     header = '{' (entry (',' entry)* ','?)? '}'        entry = string ':' (string | True | False | tuple)
//     tuple  = '(' (digits (',' digits)* ','?)? ')'      string = '...' or "..." without escapes
#include "core/io/npy_header.hpp"

#include <charconv>
#include <optional>

namespace phasescope {
namespace {

constexpr std::string_view magic{"\x93NUMPY", 6};
constexpr std::size_t most_header = npy_most_header - 12;
constexpr std::size_t most_dimensions = 32;

/// Reads the dictionary. The first thing that does not fit is kept as a sentence, and reading stops.
class Dictionary {
public:
    explicit Dictionary(std::string_view text) : text_(text) {}

    std::optional<NpyHeader> read()
    {
        expect('{');
        while (good() && !next_is('}')) {
            read_entry();
            if (!next_is('}')) expect(',');
        }
        expect('}');
        skip_spaces();
        if (good() && at_ != text_.size()) fail("something follows the dictionary");
        if (good() && !(has_descr_ && has_order_ && has_shape_)) fail("descr, fortran_order or shape is missing");
        if (!good()) return std::nullopt;
        return header_;
    }

    const std::string& complaint() const { return complaint_; }
    const std::string& hint() const { return hint_; }
    std::size_t at() const { return at_; }

private:
    bool good() const { return complaint_.empty(); }
    void fail(std::string sentence)
    {
        if (good()) complaint_ = std::move(sentence);
    }

    void skip_spaces()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    bool next_is(char letter)
    {
        skip_spaces();
        return at_ < text_.size() && text_[at_] == letter;
    }
    void expect(char letter)
    {
        if (!good()) return;
        if (!next_is(letter)) return fail(std::string("'") + letter + "' is missing");
        ++at_;
    }

    std::string_view read_string()
    {
        const char quote = next_is('"') ? '"' : '\'';
        expect(quote);
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\\') ++at_;
        const std::string_view word = text_.substr(begin, at_ - begin);
        expect(quote);
        return word;
    }

    bool read_truth()
    {
        skip_spaces();
        for (const std::string_view word : {"True", "False"}) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return word == "True";
        }
        fail("fortran_order must be True or False");
        return false;
    }

    std::int64_t read_count()
    {
        skip_spaces();
        std::int64_t count = 0;
        const auto end = std::from_chars(text_.data() + at_, text_.data() + text_.size(), count);
        if (end.ec == std::errc::result_out_of_range) fail("a dimension is larger than any array");
        if (end.ec == std::errc::invalid_argument || count < 0) fail("shape must be a tuple of whole numbers, none below 0");
        at_ = static_cast<std::size_t>(end.ptr - text_.data());
        if (next_is('L')) ++at_;  // Python 2 wrote long numbers so
        return count;
    }

    std::vector<std::int64_t> read_shape()
    {
        std::vector<std::int64_t> shape;
        expect('(');
        while (good() && !next_is(')')) {
            shape.push_back(read_count());
            if (shape.size() > most_dimensions) fail("shape has more than 32 dimensions");
            if (!next_is(')')) expect(',');
        }
        expect(')');
        return shape;
    }

    void read_descr()
    {
        if (next_is('[')) {
            hint_ = "save one field of it: numpy.save(file, array['name'])";
            return fail("each element is a record of several fields, not one number");
        }
        header_.descr = read_string();
    }

    void read_entry()
    {
        const std::string_view key = read_string();
        expect(':');
        if (!good()) return;
        bool* seen = key == "descr"           ? &has_descr_
                     : key == "fortran_order" ? &has_order_
                     : key == "shape"         ? &has_shape_
                                              : nullptr;
        if (!seen) return fail("there is an entry other than descr, fortran_order and shape");
        if (*seen) return fail(std::string(key) + " is there twice");
        *seen = true;
        if (seen == &has_descr_) read_descr();
        if (seen == &has_order_) header_.fortran_order = read_truth();
        if (seen == &has_shape_) header_.shape = read_shape();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string complaint_;
    std::string hint_ = "save the array with numpy.save";
    NpyHeader header_;
    bool has_descr_ = false, has_order_ = false, has_shape_ = false;
};

std::size_t little_endian(std::string_view bytes)
{
    std::size_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

}  // namespace

Result<NpyHeader> npy_header(std::string_view bytes, std::string_view source)
{
    const std::string where(source);
    if (bytes.empty()) return Error{"the file is empty", where, "an NPY file was expected"};
    if (!bytes.starts_with(magic)) return Error{"this is not an NPY file", where, "save the array with numpy.save"};
    if (bytes.size() < magic.size() + 2) return Error{"the NPY file ends in its header", where, "copy or save it again"};
    const int major = static_cast<unsigned char>(bytes[6]), minor = static_cast<unsigned char>(bytes[7]);
    if (major < 1 || major > 3 || minor != 0)
        return Error{"this NPY format is not known",
                     where + ": version " + std::to_string(major) + "." + std::to_string(minor),
                     "save the array with numpy.save"};

    const std::size_t text_begin = major == 1 ? 10 : 12;
    if (bytes.size() < text_begin) return Error{"the NPY file ends in its header", where, "copy or save it again"};
    const std::size_t length = little_endian(bytes.substr(8, text_begin - 8));
    if (length > most_header)
        return Error{"the NPY header is too long", where + ": " + std::to_string(length) + " bytes",
                     "at most " + std::to_string(most_header) + " are accepted"};
    if (bytes.size() - text_begin < length)
        return Error{"the NPY file ends in its header",
                     where + ": " + std::to_string(text_begin + length) + " bytes expected, " + std::to_string(bytes.size())
                         + " found",
                     "copy or save it again"};

    Dictionary dictionary(bytes.substr(text_begin, length));
    std::optional<NpyHeader> header = dictionary.read();
    if (!header)
        return Error{"the NPY header is not understood: " + dictionary.complaint(),
                     where + ": byte " + std::to_string(text_begin + dictionary.at()), dictionary.hint()};
    header->data_begin = text_begin + length;
    return *std::move(header);
}

std::string npy_header_text(std::string_view descr, std::int64_t rows, std::int64_t cols)
{
    std::string text = "{'descr': '" + std::string(descr) + "', 'fortran_order': False, 'shape': (" + std::to_string(rows)
                       + ", " + std::to_string(cols) + "), }";
    // Two dimensions always fit into the 16-bit length of format 1.0.
    constexpr std::size_t before = 10, alignment = 64;
    const std::size_t total = (before + text.size() + 1 + alignment - 1) / alignment * alignment;
    text.resize(total - before - 1, ' ');
    text += '\n';
    std::string header(magic);
    header += {'\x01', '\x00', static_cast<char>(text.size() & 0xFF), static_cast<char>(text.size() >> 8)};
    return header + text;
}

}  // namespace phasescope
