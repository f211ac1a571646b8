// Derives what characters are folded to from the Unicode data that .NET and its ICU have, and from Lucene's ASCIIFoldingFilter:
//
//     export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0     # string.Normalize does nothing without ICU
//     dotnet run eng/folding-data.cs folds   > src/SearchCore.Articles/Folding/folds.txt
//     dotnet run eng/folding-data.cs classes > src/SearchCore/Analysis/WordBreakClasses.Later.cs
//     dotnet run eng/folding-data.cs forms   > tests/SearchCore.Tests/Analysis/compatibility-forms.txt
//
// A character is folded by steps until none changes it: marks and invisible characters go, a compatibility decomposition takes its place,
// then the small letter of its capital, then the digit of its value, then what ASCIIFoldingFilter says.
#:package Lucene.Net.Analysis.Common
#:property PublishAot=false
#:property NoWarn=CS1591
#:property RestorePackagesWithLockFile=false
#:property InvariantGlobalization=false

using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

using Lucene.Net.Analysis.Miscellaneous;

const int End = 0x110000;

// Blocks whose nonspacing marks tell no word from another: accents, points, vowel signs that are left out in print, variation selectors.
// The vowel signs of India and South East Asia, and the voicing marks of kana, are letters to their readers: they stay.
(int First, int Last)[] marks =
[
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),
    (0x0711, 0x0711), (0x0730, 0x074A), (0x0897, 0x089F), (0x08CA, 0x08FF), (0x180B, 0x180F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0), (0x2CEF, 0x2CF1), (0x2DE0, 0x2DFF), (0x302A, 0x302D), (0xA66F, 0xA67D), (0xA69E, 0xA69F), (0xFB1E, 0xFB1E),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0x10EAB, 0x10EFF), (0xE0100, 0xE01EF),
];

// Letters and signs without a decomposition that are typed for one another, and those that only stretch or fill.
(int Character, string Folded)[] typedForOneAnother =
[
    // The Turkish letter has no case mapping that holds in every language; sharp s has one to two letters, which .NET leaves out.
    (0x0131, "i"), (0x00DF, "ss"),

    // Alef wasla and wavy hamza, alef maksura and Farsi yeh, Farsi and swash kaf, teh marbuta, heh goal, ae: Lucene's normalizers of Arabic
    // and Persian; high hamza is a mark in the place of a letter.
    (0x0671, "\u0627"), (0x0672, "\u0627"), (0x0673, "\u0627"), (0x0674, ""), (0x0649, "\u064A"), (0x06CC, "\u064A"),
    (0x06A9, "\u0643"), (0x06AA, "\u0643"), (0x0629, "\u0647"), (0x06C1, "\u0647"), (0x06C3, "\u0647"), (0x06D5, "\u0647"),

    // The point between two l of Catalan, which is typed or not. Tatweel and its like only stretch a word; fillers of Hangul show nothing.
    (0x00B7, ""), (0x0640, ""), (0x07FA, ""), (0x115F, ""), (0x1160, ""), (0x3164, ""), (0xFFA0, ""), (0x17B4, ""), (0x17B5, ""),

    // Hebrew: geresh, gershayim, maqaf; the digraphs of Yiddish.
    (0x05F3, "'"), (0x05F4, "\""), (0x05BE, "-"), (0x05F0, "\u05D5\u05D5"), (0x05F1, "\u05D5\u05D9"), (0x05F2, "\u05D9\u05D9"),

    // Voicing marks of kana that stand alone.
    (0x309B, "\u3099"), (0x309C, "\u309A"),

    // What stands for an apostrophe: okina, modifier letters of transliteration, stress and prime, an acute accent without a letter.
    (0x00B4, "'"), (0x02B9, "'"), (0x02BA, "'"), (0x02BB, "'"), (0x02BC, "'"), (0x02BD, "'"), (0x02BE, "'"), (0x02BF, "'"),
    (0x02C8, "'"), (0x02CA, "'"), (0x02CB, "'"), (0x02EE, "'"), (0x055A, "'"), (0x07F4, "'"), (0x07F5, "'"), (0x201B, "'"),
    (0x2032, "'"), (0xA78B, "'"), (0xA78C, "'"),
];

var typed = typedForOneAnother.ToDictionary(t => t.Character, t => t.Folded);

// Georgian is written without case today; its two older alphabets are the same letters.
for (var c = 0x2D00; c <= 0x2D2D; c++)
{
    typed[c] = ((char)(c - 0x2D00 + 0x10D0)).ToString();
}

if ("\u00E9".Normalize(NormalizationForm.FormKD).Length == 1)
{
    throw new InvalidOperationException("string.Normalize does nothing here: set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0.");
}

Console.OutputEncoding = new UTF8Encoding(false);
switch (args[0])
{
    case "folds":
        Folds();
        break;
    case "classes":
        Classes();
        break;
    default:
        Forms();
        break;
}

bool IsCharacter(int c) => c is < 0xD800 or (> 0xDFFF and < 0xFDD0) or > 0xFDEF && (c & 0xFFFE) != 0xFFFE;

bool IsHangul(int c) => c is >= 0xAC00 and <= 0xD7A3;

bool IsDropped(int c) =>
    CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format
    || (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        && Array.Exists(marks, m => c >= m.First && c <= m.Last));

string Decomposed(int c) => char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormKD);

// The casing data of .NET itself, which is newer than ICU's; public methods ask ICU where there is one.
uint Case(string method, uint c) => (uint)typeof(CharUnicodeInfo)
    .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static, [typeof(uint)])!.Invoke(null, [c])!;

string Step(int c)
{
    var own = char.ConvertFromUtf32(c);
    if (typed.TryGetValue(c, out var other))
    {
        return other;
    }

    if (IsDropped(c))
    {
        return "";
    }

    if (IsHangul(c))
    {
        return own;
    }

    if (Decomposed(c) is var parts && parts != own)
    {
        return parts;
    }

    if (char.ConvertFromUtf32((int)Case("ToLower", Case("ToUpper", (uint)c))) is var small && small != own)
    {
        return small;
    }

    if (CharUnicodeInfo.GetDecimalDigitValue(own, 0) is var digit and >= 0)
    {
        return digit.ToString(CultureInfo.InvariantCulture);
    }

    if (c >= 0x10000 || c < 0x80)
    {
        return own;
    }

    return Ascii((char)c) is var letters && letters != own ? letters : Ascii((char)Case("ToUpper", (uint)c)) is var capitals
        && capitals.All(char.IsAscii) ? capitals : own;
}

string Ascii(char c)
{
    var ascii = new char[4];
    return new string(ascii, 0, ASCIIFoldingFilter.FoldToASCII([c], 0, ascii, 0, 1));
}

string Fold(int c)
{
    var text = char.ConvertFromUtf32(c);
    while (true)
    {
        var next = string.Concat(text.EnumerateRunes().Select(r => Step(r.Value)));
        if (next == text)
        {
            // An accent on a blank is no letter: nothing, where it can be part of a word.
            return text.Trim().Length == 0 && text.Length > 0 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.ModifierLetter
                ? "" : text;
        }

        text = next;
    }
}

void Folds()
{
    Console.WriteLine("# Generated by eng/folding-data.cs from Unicode's data in .NET and Lucene.Net's ASCIIFoldingFilter (Apache-2.0):");
    Console.WriteLine("# not to be edited. FIRST-LAST -: nothing; FIRST-LAST/STEP +N or =HEX: so much further on, or this; FIRST TEXT.");
    var all = Enumerable.Range(0x80, End - 0x80).Where(IsCharacter).Select(c => (Char: c, To: Fold(c)))
        .Where(f => f.To != char.ConvertFromUtf32(f.Char)).ToList();
    for (var i = 0; i < all.Count;)
    {
        var (first, to) = all[i];
        var single = to.EnumerateRunes().Count() == 1 ? char.ConvertToUtf32(to, 0) : -1;
        var best = (Count: 1, Step: 1, Same: false);
        foreach (var step in new[] { 1, 2 })
        {
            foreach (var same in new[] { false, true })
            {
                var count = 1;
                while (i + count < all.Count && all[i + count] is var next && next.Char == first + (count * step)
                    && (to.Length == 0 ? next.To.Length == 0
                        : single >= 0 && next.To == char.ConvertFromUtf32(single + (same ? 0 : count * step))))
                {
                    count++;
                }

                if (count > best.Count)
                {
                    best = (count, step, same);
                }
            }
        }

        var last = first + ((best.Count - 1) * best.Step);
        var range = best.Count == 1 ? $"{first:X4}" : $"{first:X4}-{last:X4}{(best.Step == 1 ? "" : "/2")}";
        Console.WriteLine(to.Length == 0 ? $"{range} -"
            : best.Count > 1 && best.Same ? $"{range} ={single:X4}"
            : best.Count > 1 ? $"{range} {single - first:+0;-0}"
            : $"{range} {string.Join(' ', to.EnumerateRunes().Select(r => r.Value.ToString("X4", CultureInfo.InvariantCulture)))}");
        i += best.Count;
    }
}

// Characters that StandardTokenizer's version of Unicode did not know, or takes for signs, and that are parts of words.
void Classes()
{
    var source = File.ReadAllText("src/SearchCore/Analysis/WordBreakClasses.Data.cs");
    var names = Regex.Matches(source, @"const byte (\w+) = (\d+);")
        .ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
    var runs = Regex.Matches(source[source.IndexOf('[', StringComparison.Ordinal)..], "0x([0-9A-F]+)")
        .Select(m => Convert.ToInt32(m.Groups[1].Value, 16)).ToArray();
    var classes = new int[End];
    for (var i = 0; i < runs.Length; i++)
    {
        Array.Fill(classes, runs[i] & 15, runs[i] >> 4, (i + 1 < runs.Length ? runs[i + 1] >> 4 : End) - (runs[i] >> 4));
    }

    List<(int First, int Last, int Class)> later = [];
    for (var c = 0x80; c < End; c++)
    {
        if (IsCharacter(c) && classes[c] == 0 && Class(c) is var name && name.Length > 0)
        {
            if (later.Count > 0 && later[^1] is var last && last.Last == c - 1 && last.Class == names[name])
            {
                later[^1] = last with { Last = c };
            }
            else
            {
                later.Add((c, c, names[name]));
            }
        }
    }

    Console.WriteLine("// Generated by eng/folding-data.cs from the Unicode data of .NET: not to be edited.");
    Console.WriteLine("namespace SearchCore.Analysis;\n\ninternal static partial class WordBreakClasses\n{");
    Console.WriteLine("    // The first and the last character of each run that is part of words today, and its class.");
    Console.WriteLine("    private static ReadOnlySpan<int> Later =>\n    [");
    var line = new StringBuilder("       ");
    foreach (var (first, last, of) in later)
    {
        var entry = $" 0x{first:X}, 0x{last:X}, {of},";
        if (line.Length + entry.Length > 136)
        {
            Console.WriteLine(line);
            line.Clear().Append("       ");
        }

        line.Append(entry);
    }

    Console.WriteLine(line);
    Console.WriteLine("    ];\n}");
}

string Class(int c)
{
    switch (CharUnicodeInfo.GetUnicodeCategory(c))
    {
        case UnicodeCategory.OtherLetter when IsHan(c):
            return "Ideograph";
        case <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber:
            return "Letter";
        case UnicodeCategory.DecimalDigitNumber:
            return "Digit";
        case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
        case UnicodeCategory.Format when c != 0x200B:
            return "Mark";
    }

    // Apostrophes, as the one that StandardTokenizer knows.
    if (c is 0x00B4 or 0x055A or 0x201B or 0x2032)
    {
        return "MidNumberOrLetter";
    }

    // Raised and lowered figures and letters are parts of words: H₂O, km². Signs of several letters are, too: ㎏. A figure in a circle
    // stands for itself. What is not one word when it is taken apart is none in one character either; trade marks are none at all.
    var parts = Decomposed(c);
    if (parts == char.ConvertFromUtf32(c) || c is 0x2120 or 0x2122 or 0x1F16A or 0x1F16B or 0x1F16C
        || !parts.EnumerateRunes().All(r => Rune.IsLetterOrDigit(r) || IsMark(r.Value))
        || parts.EnumerateRunes().Count(r => IsHan(r.Value) || r.Value is >= 0x3041 and <= 0x3096) > (parts.Length == 1 ? 1 : 0))
    {
        return "";
    }

    if (c is 0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x209F))
    {
        return char.IsAsciiDigit(parts[0]) ? "Digit" : "Letter";
    }

    return c is >= 0x2100 and <= 0x214F or >= 0x3371 and <= 0x33FF or 0x3250 ? "Letter" : "Ideograph";
}

bool IsMark(int c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

bool IsHan(int c) =>
    c is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

void Forms()
{
    Console.WriteLine("# Generated by eng/folding-data.cs: characters with a compatibility decomposition (NFKD as .NET gives it).");
    for (var c = 0x80; c < End; c++)
    {
        if (IsCharacter(c) && !IsHangul(c) && Decomposed(c) is var parts && parts != char.ConvertFromUtf32(c))
        {
            var hex = parts.EnumerateRunes().Select(r => r.Value.ToString("X4", CultureInfo.InvariantCulture));
            Console.WriteLine($"{c:X4} {string.Join(' ', hex)}");
        }
    }
}
