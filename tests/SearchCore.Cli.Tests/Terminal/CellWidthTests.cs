using System.Globalization;
using System.Text;

using SearchCore.Cli.Terminal;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Terminal;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Syria", 5)]
    [InlineData("Köln", 4)]
    [InlineData("Ko\u0308ln", 4)]
    [InlineData("北京", 4)]
    [InlineData("서울", 4)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("🚀", 2)]
    [InlineData("👩‍🚀", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("❤️", 2)]
    [InlineData("❤", 1)]
    [InlineData("שָׁלוֹם", 4)]
    [InlineData("مرحبا", 5)]
    [InlineData("Москва", 6)]
    [InlineData("ｆｕｌｌ", 8)]
    public void A_text_takes_the_cells_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));

    // The lines of EastAsianWidth.txt that say wide or fullwidth, taken over as they are; everything else that is assigned is not wide.
    [Fact]
    public void Wide_is_what_Unicode_calls_wide()
    {
        var wide = new HashSet<int>();
        var file = Path.Combine(SharedData.Root, "tests", "SearchCore.Cli.Tests", "Terminal", "wide-characters.txt");
        foreach (var line in File.ReadLines(file).Where(l => !l.StartsWith('#')))
        {
            var ends = line.Split(';')[0].Split("..")
                .Select(e => int.Parse(e, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToList();
            wide.UnionWith(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        // Versions 15.1 and 16.0 added these.
        wide.UnionWith([.. Enumerable.Range(0x2FFC, 4), 0x31E4, 0x31E5, 0x31EF, 0x18CFF]);
        wide.UnionWith([0x1FA89, 0x1FA8F, 0x1FABE, 0x1FAC6, 0x1FADC, 0x1FADF, 0x1FAE9]);
        Assert.InRange(wide.Count, 180_000, 190_000);
        var wrong = new List<string>();
        for (var value = 0x20; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            var rune = new Rune(value);
            var category = Rune.GetUnicodeCategory(rune);
            var marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                or UnicodeCategory.Control;

            // Of what is not assigned nothing is known.
            if (marks || category == UnicodeCategory.OtherNotAssigned || value is >= 0x1160 and <= 0x11FF)
            {
                continue;
            }

            if (CellWidth.Of(rune) == 2 != wide.Contains(value))
            {
                wrong.Add($"U+{value:X4}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join(' ', wrong.Take(60))}");
    }
}
