#include "app/cli/run_command.hpp"

#include <array>
#include <cassert>
#include <csignal>
#include <filesystem>

#include "app/cli/reports.hpp"
#include "app/figure/handout.hpp"
#include "app/figure/numbers.hpp"
#include "app/presets.hpp"
#include "core/io/file.hpp"
#include "core/io/scene_table.hpp"
#include "core/io/table_file.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

volatile std::sig_atomic_t interrupted = 0;

/// While it lives, Ctrl+C, a closed terminal and a request to end only set `interrupted`, so that a half-written file can be
/// removed; afterwards the program ends as it would have. What was ignored before (nohup) stays ignored.
class Interruptible {
public:
    Interruptible()
    {
        struct sigaction noting {};
        noting.sa_handler = [](int signal) { interrupted = signal; };
        noting.sa_flags = SA_RESTART;
        for (std::size_t i = 0; i < signals.size(); ++i) {
            sigaction(signals[i], nullptr, &before_[i]);
            if (before_[i].sa_handler != SIG_IGN) sigaction(signals[i], &noting, nullptr);
        }
    }
    ~Interruptible()
    {
        for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
        if (interrupted) std::raise(interrupted);
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    static constexpr std::array signals{SIGHUP, SIGINT, SIGTERM};
    std::array<struct sigaction, signals.size()> before_{};
};

/// Writing to a file waits for nobody and may be cut short; a pipe may be full for ever, so signals end that as always.
Result<Done> write(const std::string& path, const std::function<Result<Done>(const Sink&)>& fill)
{
    std::error_code ignored;
    const auto there = std::filesystem::status(path, ignored);
    const bool is_file = path != "-" && (!std::filesystem::exists(there) || std::filesystem::is_regular_file(there));
    if (!is_file) return write_file(path, fill);
    const Interruptible here;
    return write_file(path, [&](const Sink& sink) -> Result<Done> {
        return fill([&](std::string_view bytes) { return interrupted == 0 && sink(bytes); });
    });
}

Language language_of(const Command& command)
{
    return Language(command.language.empty() ? system_language() : command.language);
}

Result<Done> render(const Command& command, std::string& warning)
{
    FigureSpec spec = command.figure;
    spec.scene = named_from(spec.scene, command.output);
    const auto writer = figure_writer(spec, command.figure_format, language_of(command), &warning);
    if (!writer) return writer.error();
    return write(command.output, *writer);
}

/// An Error where the numbers cannot fit on the disk: better said before than after filling it.
Result<Done> room_for(const Command& command)
{
    if (command.output == "-") return Done{};
    std::error_code unknown;
    const auto folder = std::filesystem::absolute(command.output, unknown).parent_path();
    const auto space = std::filesystem::space(folder, unknown);
    if (unknown) return Done{};
    // A number takes at least its comma and one digit as text.
    const double each = command.number_format == ExportFormat::csv ? 2 : command.number_type == NumberType::f4 ? 4 : 8;
    const double bytes = each * static_cast<double>(command.cells.rows()) * static_cast<double>(command.cells.cols());
    if (bytes <= static_cast<double>(space.available)) return Done{};
    return Error{"the disk is too small for these numbers", command.output,
                 "at least " + bytes_text(bytes) + " are needed, " + bytes_text(static_cast<double>(space.available))
                     + " are free; --rows and --cols export a part"};
}

Result<Done> export_numbers(const Command& command)
{
    const auto whole = numbers_of(command.figure);
    if (!whole) return whole.error();
    if (const auto room = room_for(command); !room) return room;
    const Numbers part = part_of(*whole, command.cells);
    return write(command.output, [&](const Sink& sink) {
        return command.number_format == ExportFormat::npy ? write_npy(part.field, command.number_type, sink)
                                                          : write_csv(part.field, command.number_type, part.labels, sink);
    });
}

Result<Done> print_check(const Command& command)
{
    const auto measured = check(command.scene);
    assert(measured);
    if (measured->measured_length == 0)
        return Error{"nothing can be measured", "position " + std::to_string(command.scene.start),
                     "it has no row of finite numbers: begin with another one, --start"};
    return write_file("-", command.json ? check_json(command.scene, *measured)
                                        : check_table(command.scene, *measured, language_of(command)));
}

Result<Done> print_comparison(const Command& command)
{
    const auto all = properties_of_all(command.scene);
    assert(all);
    return write_file("-", command.json ? comparison_json(*all) : comparison_table(*all, language_of(command)));
}

/// With the exit code that tells what it is.
Result<int> print_match(const Command& command, std::vector<std::string>& warnings)
{
    const auto& [path, tensor, transposed] = command.table;
    TableReport report;
    const Result<Matrix> table = read_table(path, tensor, {.transposed = transposed}, report);
    if (!table) return table.error();
    warnings.insert(warnings.end(), report.notes.begin(), report.notes.end());
    const TableMatch match = match_table(*table, command.scene);
    const Result<Done> printed =
        write_file("-", command.json ? match_json(match) : match_report(match, language_of(command)));
    if (!printed) return printed.error();
    return exit_code(match);
}

/// The lessons there are, a line each: name and title.
std::string lesson_list(const Language& language)
{
    std::string text;
    for (const ShelfLesson& entry : lesson_shelf(own_lessons_folder()).lessons)
        text += (entry.path.empty() ? entry.name : entry.path) + "  " + entry.lesson.title.in(language.code()) + "\n";
    return text;
}

Result<Done> print_lesson(const Command& command, std::string& warning)
{
    const Language language = language_of(command);
    if (!command.lesson) return write_file("-", lesson_list(language));
    const Result<std::string> pdf = handout(command.lesson->lesson, language, &warning);
    if (!pdf) return pdf.error();
    return write(command.output, [&](const Sink& sink) -> Result<Done> {
        if (!sink(*pdf)) return Error{"not written", "", ""};
        return Done{};
    });
}

Result<Done> print_claims(const Command& command)
{
    const auto measured = measured_claims(command.scene, model_scenes());
    assert(measured);
    const Language language = language_of(command);
    return write_file("-", command.json ? claims_json(command.scene, *measured, language)
                                        : claims_table(command.scene, *measured, language));
}

/// What ends well unless it fails.
Result<Done> run_other(const Command& command, std::string& warning)
{
    switch (command.action) {
        case Action::render: return render(command, warning);
        case Action::export_numbers: return export_numbers(command);
        case Action::check: return print_check(command);
        case Action::compare: return print_comparison(command);
        case Action::lesson: return print_lesson(command, warning);
        case Action::encodings:
            return write_file("-", command.json ? encodings_json() : encodings_table(language_of(command)));
        case Action::claims: return print_claims(command);
        case Action::match:
        case Action::window: break;
    }
    assert(false);
    return Done{};
}

}  // namespace

Result<int> run_command(const Command& command, std::vector<std::string>& warnings)
{
    if (command.action == Action::match) return print_match(command, warnings);
    std::string warning;
    const Result<Done> done = run_other(command, warning);
    if (!warning.empty()) warnings.push_back(std::move(warning));
    if (!done) return done.error();
    return 0;
}

}  // namespace phasescope
