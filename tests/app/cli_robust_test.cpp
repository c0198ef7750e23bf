// The program among hostile files, without fonts, and with words that look like options: one line, an exit code, little
// memory.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>

#include "tests/app/command_line.hpp"

namespace phasescope::test {
namespace {

std::int64_t letters_of(const std::string& text)
{
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

class Robust : public CommandLine {
protected:
    /// One line and exit code 1, whatever the file holds.
    Outcome refused(const Arguments& arguments) const
    {
        Outcome outcome = run_program(arguments, scratch.path());
        EXPECT_EQ(outcome.exit_code, 1) << shown(arguments) << "\n" << outcome.err.substr(0, 1000);
        EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << shown(arguments) << "\n" << outcome.err.substr(0, 1000);
        EXPECT_LE(letters_of(outcome.err), 401) << shown(arguments);
#ifndef __SANITIZE_ADDRESS__
        EXPECT_LT(outcome.peak_kilobytes, 512 * 1024) << shown(arguments);
#endif
        return outcome;
    }
};

std::string number(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
    return bytes;
}

std::string chunk(const std::string& kind, const std::string& bytes)
{
    const std::string body = kind + bytes;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return number(static_cast<std::uint32_t>(bytes.size())) + body + number(static_cast<std::uint32_t>(sum));
}

/// A PNG whose scene unpacks to this.
std::string png_with(const std::string& scene)
{
    uLongf size = compressBound(scene.size());
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(scene.data()), scene.size());
    packed.resize(size);
    const std::string key = std::string("phasescope scene") + '\0';
    return "\x89PNG\r\n\x1a\n" + chunk("iTXt", key + '\1' + '\0' + '\0' + '\0' + packed) + chunk("IEND", "");
}

TEST_F(Robust, HostileScenesTakeLittleMemoryToRefuse)
{
    const std::string deep(1 << 20, '[');
    write_bytes(scratch / "deep.json", deep);
    write_bytes(scratch / "deep_type.json", "{\"type\": \"phasescope scene\", \"pairs\": " + deep);
    write_bytes(scratch / "string.json", "{\"type\": \"phasescope scene\", \"caption\": \"" + std::string(63 << 20, 'x'));
    write_bytes(scratch / "bomb.png", png_with(std::string(100 << 20, ' ')));
    write_bytes(scratch / "deep.png", png_with(deep));
    write_bytes(scratch / "huge.json", "{");
    std::filesystem::resize_file(scratch / "huge.json", std::uintmax_t{1} << 40);  // a hole; it takes no space
    write_bytes(scratch / "huge.png", "\x89PNG");
    std::filesystem::resize_file(scratch / "huge.png", std::uintmax_t{1} << 40);
    ASSERT_EQ(mkfifo((scratch / "pipe").c_str(), 0600), 0);
    for (const char* file : {"deep.json", "deep_type.json", "string.json", "bomb.png", "deep.png", "huge.json", "huge.png",
                             "pipe", "/dev/zero", ".", "/dev/null"})
        for (const char* option : {"--scene", "--config"}) refused({"check", option, file});
    for (const char* file : {"deep.json", "huge.json", "pipe", "/dev/zero", "."}) refused({"lesson", file, "-o", "x.pdf"});
    for (const char* file : {"huge.png", "pipe", "/dev/zero", "."}) refused({"match", file});
}

TEST_F(Robust, NoLineIsLongerThan400Letters)
{
    refused({"check", "--scene", std::string(100000, 'x')});
    refused({"render", "matrix", "-o", std::string(50000, 'x') + "/y.png"});
    const std::string word = "w" + std::string(100000, 'x');
    for (const Arguments& arguments : {Arguments{word},
                                       {"--" + word},
                                       {"check", "--encoding", word},
                                       {"check", "--" + word + "=1"},
                                       {"check", "--length", word},
                                       {"render", word, "-o", "x.png"},
                                       {"check", "--model", word}}) {
        const Outcome outcome = run_program(arguments, scratch.path());
        EXPECT_EQ(outcome.exit_code, 2) << outcome.err.substr(0, 500);
        EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1);
        EXPECT_LE(letters_of(outcome.err), 401);
    }
}

TEST_F(Robust, TwoHyphensEndTheOptions)
{
    write_bytes(scratch / "-lesson.json", "[]");
    EXPECT_NE(refused({"lesson", "-o", "x.pdf", "--", "-lesson.json"}).err.find("-lesson.json"), std::string::npos);
    EXPECT_NE(refused({"match", "--", "-missing.npy"}).err.find("-missing.npy"), std::string::npos);
    EXPECT_NE(refused({"match", "--", "--json"}).err.find("--json"), std::string::npos);
    good({"check", "--length", "20", "--"});
    EXPECT_EQ(run_program({"check", "--", "--length"}, scratch.path()).exit_code, 2) << "a word too many";
    EXPECT_NE(refused({"--", "check"}).err.find("check"), std::string::npos) << "a file, not a command";
}

/// A lesson of two steps, the second of which has no scene.
std::string lesson_of_version(int version)
{
    return R"({"type": "phasescope lesson", "title": "T", "summary": "S", "version": )" + std::to_string(version) + R"(,
        "steps": [{"title": "a", "text": "b", "scene": {"length": 20}}, {"title": "c", "text": "d"}]})";
}

TEST_F(Robust, ANewerLessonIsPrintedAsFarAsItIsUnderstood)
{
    write_bytes(scratch / "newer.json", lesson_of_version(2));
    const Outcome outcome = run_program({"lesson", "newer.json", "-o", "x.pdf"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.signal << outcome.err;
    EXPECT_NE(outcome.err.find("steps[1].scene is missing"), std::string::npos) << outcome.err;
    EXPECT_TRUE(bytes_of(scratch / "x.pdf").starts_with("%PDF"));
    write_bytes(scratch / "now.json", lesson_of_version(1));
    EXPECT_NE(refused({"lesson", "now.json", "-o", "y.pdf"}).err.find("steps[1].scene is missing"), std::string::npos);
}

/// While it lives, fontconfig has this configuration.
class Fonts {
public:
    Fonts(const ScratchFolder& scratch, const std::string& inside)
    {
        const std::string head =
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\"><fontconfig>";
        write_bytes(scratch / "fonts.conf", head + inside + "</fontconfig>");
        setenv("FONTCONFIG_FILE", (scratch / "fonts.conf").c_str(), 1);
    }
    ~Fonts() { unsetenv("FONTCONFIG_FILE"); }
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;
};

TEST_F(Robust, WithoutFontsThereIsALineAndNoFigureOfBoxes)
{
    const Fonts none(scratch, "");
    for (const char* name : {"x.png", "x.svg", "x.pdf"})
        EXPECT_NE(refused({"render", "matrix", "-o", name}).err.find("font"), std::string::npos);
    EXPECT_NE(refused({"lesson", "rope", "-o", "x.pdf"}).err.find("font"), std::string::npos);
    good({"render", "matrix", "--bare", "-o", "bare.png"});
    good({"export", "matrix", "-o", "numbers.csv"});
    EXPECT_EQ(scratch.names(), (std::vector<std::string>{"bare.png", "fonts.conf", "numbers.csv"}));
}

TEST_F(Robust, LettersThatNoFontHasAreNamed)
{
    std::string rejected;
    for (const char* language : {"zh-cn", "zh-tw", "zh-hk", "ja", "ko"})
        rejected += "<selectfont><rejectfont><pattern><patelt name=\"lang\"><string>" + std::string(language)
                    + "</string></patelt></pattern></rejectfont></selectfont>";
    const Fonts some(scratch, "<include>/etc/fonts/fonts.conf</include>" + rejected);
    const Outcome outcome = run_program({"render", "matrix", "--language", "zh", "-o", "x.png"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_NE(outcome.err.find("位"), std::string::npos) << outcome.err;
    good({"render", "matrix", "--language", "en", "-o", "y.png"});
}

}  // namespace
}  // namespace phasescope::test
