#include "core/io/safetensors.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/io/stored_numbers.hpp"
#include "core/json_object.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t length_bytes = 8;
constexpr std::uint64_t most_header_length = std::uint64_t{16} << 20;  // ten times what so many tensors take
constexpr std::size_t most_tensors = 10'000;

constexpr std::string_view remedy = "copy or save it again";

struct Tensor {
    TableEntry entry;
    std::uint64_t begin = 0;  ///< bytes of the file
    std::uint64_t end = 0;
};

struct Type {
    std::string_view name;
    int bytes;  ///< of one element
    std::optional<NumberFormat> format = std::nullopt;
    bool complex = false;
};

/// The types of whole bytes. One that is not here is listed and not read.
constexpr std::array types{
    Type{"F64", 8, NumberFormat::f8},
    Type{"F32", 4, NumberFormat::f4},
    Type{"F16", 2, NumberFormat::f2},
    Type{"BF16", 2, NumberFormat::bf16},
    Type{"I64", 8, NumberFormat::i8},
    Type{"I32", 4, NumberFormat::i4},
    Type{"I16", 2, NumberFormat::i2},
    Type{"I8", 1, NumberFormat::i1},
    Type{"U64", 8, NumberFormat::u8},
    Type{"U32", 4, NumberFormat::u4},
    Type{"U16", 2, NumberFormat::u2},
    Type{"U8", 1, NumberFormat::u1},
    Type{"BOOL", 1, NumberFormat::truth},
    Type{"C64", 8, NumberFormat::f4, true},
    Type{"F8_E4M3", 1},
    Type{"F8_E5M2", 1},
    Type{"F8_E8M0", 1},
};

const Type* known_type(std::string_view name)
{
    const auto found = std::ranges::find(types, name, &Type::name);
    return found == types.end() ? nullptr : &*found;
}

/// The type where its numbers are read; null for 8-bit floats, whose scale is a tensor of its own, and unknown types.
const Type* readable_type(std::string_view name)
{
    const Type* type = known_type(name);
    return type && type->format ? type : nullptr;
}

std::string place(const OpenFile& file, const TableEntry& entry)
{
    return file.path() + ": tensor \"" + one_line(entry.name, 64) + "\"";
}

std::string bytes_text(std::uint64_t begin, std::uint64_t end)
{
    return "bytes " + std::to_string(begin) + " to " + std::to_string(end);
}

/// The text of the header.
Result<std::string> header_text(const OpenFile& file)
{
    if (file.size() == 0) return Error{"the file is empty", file.path(), "a safetensors file was expected"};
    if (file.size() < length_bytes)
        return Error{"the safetensors file ends in its header", file.path() + ": " + std::to_string(file.size()) + " bytes",
                     std::string(remedy)};
    std::array<char, length_bytes> first{};
    if (const Result<Done> done = file.read(0, first); !done) return done.error();
    std::uint64_t length = 0;
    for (std::size_t i = length_bytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>(first[i]);

    const std::string claim = file.path() + ": byte 0 claims " + std::to_string(length) + " bytes of header";
    if (length > most_header_length)
        return Error{"this is not a safetensors file, or its header is too long", claim,
                     "at most " + std::to_string(most_header_length) + " are accepted"};
    if (length > file.size() - length_bytes)
        return Error{"the safetensors file ends in its header",
                     claim + ", " + std::to_string(file.size() - length_bytes) + " are there", std::string(remedy)};
    std::string text(static_cast<std::size_t>(length), '\0');
    if (const Result<Done> done = file.read(length_bytes, text); !done) return done.error();
    if (!text.starts_with('{'))
        return Error{"this is not a safetensors file", file.path() + ": byte 8 is not '{'",
                     "save the tensors with safetensors' save_file"};
    return text;
}

/// What the header says of one tensor, with offsets still counted from the end of the header.
Result<Tensor> described_tensor(const OpenFile& file, const std::string& name, const Json& json)
{
    Tensor tensor{.entry = {.name = name, .shape = {}, .type = {}}};
    const std::string where = place(file, tensor.entry);
    if (!json.is_object()) return Error{"a tensor is not described by an object { }", where, std::string(remedy)};
    for (const char* key : {"dtype", "shape", "data_offsets"})
        if (!json.contains(key)) return Error{"a tensor has no " + std::string(key), where, std::string(remedy)};

    Complaints complaints(where);
    JsonObject object(complaints, json, "");
    std::vector<std::int64_t> offsets;
    object.text("dtype", tensor.entry.type);
    object.wholes("shape", tensor.entry.shape);
    object.wholes("data_offsets", offsets);
    if (complaints.error()) return *complaints.error();
    const bool negative = std::ranges::any_of(tensor.entry.shape, [](std::int64_t count) { return count < 0; });
    if (negative)
        return Error{"a dimension is below 0", where + ": shape " + shape_text(tensor.entry.shape), std::string(remedy)};
    if (tensor.entry.shape.size() > 32) return Error{"a tensor has more than 32 dimensions", where, std::string(remedy)};
    if (offsets.size() != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
        return Error{"data_offsets must be two whole numbers, begin and end", where, std::string(remedy)};
    tensor.begin = static_cast<std::uint64_t>(offsets[0]);
    tensor.end = static_cast<std::uint64_t>(offsets[1]);
    return tensor;
}

/// Whether the bytes of the tensor lie among the `available` ones and are as many as its shape needs.
Result<Done> checked_size(const OpenFile& file, const Tensor& tensor, std::uint64_t available)
{
    const TableEntry& entry = tensor.entry;
    if (tensor.end > available)
        return Error{"the safetensors file is cut off, or an offset lies",
                     place(file, entry) + ": " + bytes_text(tensor.begin, tensor.end) + " of " + std::to_string(available),
                     std::string(remedy)};
    const Type* type = known_type(entry.type);
    if (!type) return Done{};
    const std::int64_t needed = bytes_of_shape(entry.shape, type->bytes);
    if (needed >= 0 && static_cast<std::uint64_t>(needed) == tensor.end - tensor.begin) return Done{};
    return Error{"a tensor does not fill its bytes",
                 place(file, entry) + ": shape " + shape_text(entry.shape) + " of " + entry.type + " needs "
                     + (needed < 0 ? "more than any file" : std::to_string(needed)) + ", data_offsets give "
                     + std::to_string(tensor.end - tensor.begin),
                 std::string(remedy)};
}

/// Whether the tensors, sorted by their bytes, follow one another through all `available` bytes.
Result<Done> checked_order(const OpenFile& file, const std::vector<Tensor>& tensors, std::uint64_t available)
{
    std::uint64_t end = 0;
    const Tensor* last = nullptr;
    for (const Tensor& tensor : tensors) {
        if (tensor.begin < end)
            return Error{"two tensors overlap",
                         place(file, tensor.entry) + " begins at byte " + std::to_string(tensor.begin) + ", \""
                             + one_line(last->entry.name, 64) + "\" ends at " + std::to_string(end),
                         std::string(remedy)};
        if (tensor.begin > end)
            return Error{"some bytes belong to no tensor",
                         place(file, tensor.entry) + " comes after " + bytes_text(end, tensor.begin), std::string(remedy)};
        end = tensor.end;
        last = &tensor;
    }
    if (end == available) return Done{};
    return Error{"some bytes belong to no tensor", file.path() + ": " + bytes_text(end, available) + " behind the last one",
                 std::string(remedy)};
}

/// All tensors, checked, with their places in the file.
Result<std::vector<Tensor>> all_tensors(const OpenFile& file)
{
    const Result<std::string> text = header_text(file);
    if (!text) return text.error();
    // One object more than tensors for the whole, and one for what __metadata__ says.
    const JsonLimits limits{.bytes = most_header_length, .objects = most_tensors + 2, .keys = most_tensors + 1};
    const Result<Json> json = strict_json(*text, file.path() + ": header", limits);
    if (!json) return json.error();

    const std::uint64_t data_begin = length_bytes + text->size(), available = file.size() - data_begin;
    std::vector<Tensor> tensors;
    for (const auto& [name, description] : json->items()) {
        if (name == "__metadata__") continue;
        Result<Tensor> tensor = described_tensor(file, name, description);
        if (!tensor) return tensor.error();
        if (const Result<Done> fits = checked_size(file, *tensor, available); !fits) return fits.error();
        tensors.push_back(*std::move(tensor));
    }
    std::ranges::sort(tensors, {}, [](const Tensor& tensor) { return std::pair(tensor.begin, tensor.end); });
    if (const Result<Done> ordered = checked_order(file, tensors, available); !ordered) return ordered.error();
    for (Tensor& tensor : tensors) {
        const Type* type = readable_type(tensor.entry.type);
        tensor.entry.usable = type && is_table_shape(tensor.entry.shape, type->complex);
        tensor.begin += data_begin;
        tensor.end += data_begin;
    }
    return tensors;
}

std::vector<TableEntry> entries_of(const std::vector<Tensor>& tensors)
{
    std::vector<TableEntry> entries;
    for (const Tensor& tensor : tensors) entries.push_back(tensor.entry);
    return entries;
}

Error not_read(const OpenFile& file, const TableEntry& entry)
{
    const std::string type = one_line(entry.type, 16);
    if (entry.type.starts_with("F8") || entry.type.starts_with("F4") || entry.type.starts_with("F6"))
        return {"the tensor holds " + type + ", floats whose scale is kept elsewhere", place(file, entry),
                "multiply them by their scale and save them as F32"};
    return {"the tensor holds " + type + ", a type that is not known", place(file, entry), "save it as F32: tensor.float()"};
}

}  // namespace

Result<std::vector<TableEntry>> safetensors_tables(const OpenFile& file)
{
    const Result<std::vector<Tensor>> tensors = all_tensors(file);
    if (!tensors) return tensors.error();
    return entries_of(*tensors);
}

Result<Matrix> read_safetensors(const OpenFile& file, std::string_view name, const TableReading& reading,
                                TableReport& report)
{
    const Result<std::vector<Tensor>> tensors = all_tensors(file);
    if (!tensors) return tensors.error();
    const Result<std::size_t> chosen = chosen_table(entries_of(*tensors), name, file.path(), report);
    if (!chosen) return chosen.error();
    const Tensor& tensor = (*tensors)[*chosen];
    const Type* type = readable_type(tensor.entry.type);
    if (!type) return not_read(file, tensor.entry);

    const std::string where = place(file, tensor.entry);
    Result<ArrayLayout> layout = array_layout(tensor.entry.shape, {.complex = type->complex}, reading.head, where);
    if (!layout) return layout.error();
    const StoredNumbers stored{.layout = *std::move(layout), .format = *type->format};
    report_layout(stored.layout, report);
    return read_numbers(stored, reading.transposed, bytes_from(file, tensor.begin + bytes_before(stored)), where);
}

}  // namespace phasescope
