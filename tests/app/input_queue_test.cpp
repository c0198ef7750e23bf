#include "app/input_queue.hpp"

#include <gtest/gtest.h>

#include <string>

#include "app/key_layout.hpp"

namespace phasescope::input_queue_test {
namespace {

constexpr KeyChange down(int key)
{
    return {key, true};
}
constexpr KeyChange up(int key)
{
    return {key, false};
}

constexpr int ctrl = key::left_control, shift = key::right_shift;

/// An event in short: "Z" for a key that goes down, "-Z" for one that comes up, "'z'" for a letter, "@3,4", "click",
/// "-click", "wheel".
struct InShort {
    static std::string sign(bool down) { return down ? "" : "-"; }
    std::string operator()(const KeyChange& k) const
    {
        const std::string name = k.code == ctrl        ? "ctrl"
                                 : k.code == shift     ? "shift"
                                 : k.code == key::tab  ? "tab"
                                 : k.code == key::left ? "left"
                                                       : std::string(1, static_cast<char>(k.code));
        return sign(k.down) + name;
    }
    std::string operator()(const Letter& l) const { return "'" + std::string(1, static_cast<char>(l.code)) + "'"; }
    std::string operator()(const PointerMove& m) const
    {
        return "@" + std::to_string(static_cast<int>(m.x)) + "," + std::to_string(static_cast<int>(m.y));
    }
    std::string operator()(const ButtonChange& b) const { return sign(b.down) + "click"; }
    std::string operator()(const WheelTurn&) const { return "wheel"; }
    std::string operator()(const FocusChange& f) const { return sign(f.gained) + "focus"; }
};

/// The events of all frames until none waits, a line of words a frame; "." for a frame without any.
std::string frames(const std::vector<InputEvent>& events, bool typing = false)
{
    InputQueue queue;
    for (const InputEvent& e : events) queue.push(e);
    std::string all;
    while (!queue.empty()) {
        std::string line;
        for (const InputEvent& e : queue.next_frame(typing)) line += (line.empty() ? "" : " ") + std::visit(InShort(), e);
        all += (all.empty() ? "" : " | ") + (line.empty() ? "." : line);
    }
    return all;
}

TEST(InputQueue, AChordWithinOneFrameIsHeldForOne)
{
    EXPECT_EQ(frames({down(ctrl), down('Z'), up('Z'), up(ctrl)}), "ctrl Z | -Z -ctrl");
}

TEST(InputQueue, AModifierThatIsLetGoOfFirstStillBelongsToItsKey)
{
    EXPECT_EQ(frames({down(ctrl), down('Z'), up(ctrl), up('Z')}), "ctrl Z | -ctrl -Z");
}

TEST(InputQueue, PressesOfOneKeyAreFramesApart)
{
    EXPECT_EQ(frames({down('B'), up('B'), down('B'), up('B')}), "B | -B | . | . | B | -B");
}

TEST(InputQueue, KeysKeepTheirOrder)
{
    EXPECT_EQ(frames({down('Y'), down('Z'), up('Y'), up('Z')}), "Y | . | . | . | Z | -Y -Z");
}

TEST(InputQueue, LettersStayWithTheirKeysAndInTextTheyFollowAtOnce)
{
    EXPECT_EQ(frames({down('A'), Letter{'a'}, up('A'), down('A'), Letter{'a'}, down(key::left), up('A'), Letter{'x'}}, true),
              "A 'a' | -A | A 'a' | left | -A 'x'");
}

TEST(InputQueue, LettersThatComeTogetherAreOneFrame)
{
    EXPECT_EQ(frames({Letter{'n'}, Letter{'i'}}, true), "'n' 'i'");
}

TEST(InputQueue, KeysWaitUntilThatWhichAClickOrAKeyOpensCanHaveThem)
{
    EXPECT_EQ(frames({ButtonChange{0, true}, ButtonChange{0, false}, Letter{'5'}}), "click | -click | . | . | . | '5'");
    EXPECT_EQ(frames({down(key::tab), up(key::tab), Letter{'5'}}, true), "tab | -tab | . | . | '5'");
}

TEST(InputQueue, ClicksHappenWhereThePointerWas)
{
    EXPECT_EQ(frames({PointerMove{1, 1}, PointerMove{2, 2}, ButtonChange{0, true}, ButtonChange{0, false}, PointerMove{3, 3},
                      ButtonChange{0, true}, PointerMove{4, 4}, ButtonChange{0, false}}),
              "@1,1 @2,2 | click | -click | @3,3 | click | @4,4 | -click");
}

TEST(InputQueue, ClicksAndTheWheelKeepTheirModifiers)
{
    EXPECT_EQ(frames({down(ctrl), ButtonChange{0, true}, ButtonChange{0, false}, up(ctrl), WheelTurn{0, 1}, WheelTurn{0, 1},
                      down(shift), WheelTurn{0, 1}, up(shift)}),
              "ctrl click | -click | -ctrl wheel wheel | shift wheel | -shift");
}

TEST(InputQueue, AKeyFindsThePointerWhereItWas)
{
    EXPECT_EQ(frames({PointerMove{1, 1}, down('F'), PointerMove{2, 2}}), "@1,1 F | @2,2");
}

TEST(InputQueue, TheFocusIsLostAfterWhatWasDoneInIt)
{
    EXPECT_EQ(frames({down(ctrl), down('Z'), FocusChange{false}, up('Z'), up(ctrl)}), "ctrl Z | -focus -Z -ctrl");
}

TEST(InputQueue, HandsNothingOverWhereNothingCame)
{
    InputQueue queue;
    EXPECT_TRUE(queue.next_frame(false).empty());
    EXPECT_TRUE(queue.empty());
}

TEST(KeyLayout, LettersDigitsAndMarksAreThoseThatArePrinted)
{
    EXPECT_EQ(meant_key('W', "z"), 'Z');  // French
    EXPECT_EQ(meant_key('Y', "z"), 'Z');  // German
    EXPECT_EQ(meant_key('Q', "1"), '1');  // programmers' Dvorak and the like
    EXPECT_EQ(meant_key(key::slash, "-"), key::minus);
    EXPECT_EQ(meant_key(93, "+"), key::equal);
}

TEST(KeyLayout, OtherKeysGoByTheirPlace)
{
    EXPECT_EQ(meant_key('Z', "я"), 'Z');
    EXPECT_EQ(meant_key('1', "&"), '1');
    EXPECT_EQ(meant_key('2', "é"), '2');
    EXPECT_EQ(meant_key(key::tab, ""), key::tab);
    EXPECT_EQ(meant_key(key::kp_add, "+"), key::kp_add);
    EXPECT_EQ(meant_key(key::kp_0 + 1, "1"), key::kp_0 + 1);
}

}  // namespace
}  // namespace phasescope::input_queue_test
