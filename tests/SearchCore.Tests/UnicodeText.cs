using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Tests;

/// <summary>
/// Generated text in which what word breaking looks at stands close together; without the characters that are of another class to
/// StandardTokenizer, of which it can be no oracle.
/// </summary>
internal static class UnicodeText
{
    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "word", "News", "U.S.", "1", "42", "3.14", " ", " ", " ", "  ", "\n", "'", "\"", ",", ".", ":", ";", "_", "__", "-",
        "(", ")", "’", "“", "…",
        "\u00AD", "\u200D", "\u200E", "\u0301", "\u0308", "é", "ß", "ﬁ", "Ａ", "１", "．", "＿", "א", "ב", "ש\u05C1", "״", "׳", "ع", "ر\u064B",
        "٣", "٫",
        "日", "本", "々", "〇", "ひ", "ら", "\u3099", "カ", "ｶ", "ﾞ", "ー", "〱", "अ",
        "\u093F", "्",
        "\U0001F1E9", "\U0001F1EA", "😀", "\U0001F468\u200D\U0001F469", "\U0001D400", "\U0001D7CE", "\U00020000", "\U0002F800", "\U000101FD",
        "\U000E0101", "\U000E0041",
        "\u0085", "\u2028", "\uFEFF", "\u0000", "\u001B", "\uFFFD", "\u180E", "\u2060", "·", "‧", "︓", "﹒", "‿", "⁀", "ՙ", "ʼ", "ˈ",
    ];

    public static string Next(Random random)
    {
        var text = new StringBuilder();
        var length = random.Next(random.Next(4) == 0 ? 200 : 24);
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(8) == 0 ? Any(random) : Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>Text without the characters that are of another class to StandardTokenizer.</summary>
    public static string WithoutLater(string text) => string.Concat(
        text.EnumerateRunes().Select(r => WordBreakClasses.IsOwn(r.Value) ? " " : r.ToString()));

    private static string Any(Random random)
    {
        var c = random.Next(random.Next(3) switch { 0 => 0x3000, 1 => 0x10000, _ => 0x110000 });
        return c is >= 0xD800 and <= 0xDFFF || WordBreakClasses.IsOwn(c) ? "x" : char.ConvertFromUtf32(c);
    }
}
