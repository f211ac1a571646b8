using System.Globalization;

namespace SearchCore.Articles.Folding;

/// <summary>
/// What a character is folded to: the same for all that a reader takes for the same letter. Case, accents, width, compatibility and
/// presentation forms play no part, marks that print leaves out and invisible characters go, digits of all scripts are digits, and what
/// stands for an apostrophe is one.
/// </summary>
/// <remarks>
/// A table made from Unicode's data (<c>eng/folding-data.cs</c>) rather than string.Normalize, whose answer depends on the host's
/// globalization mode and Unicode version: a term of an index must not. Folding what is folded changes nothing. Thread-safe; the table is
/// read when the first character beyond ASCII is asked for.
/// </remarks>
internal static class CharacterFolding
{
    /// <summary>The most UTF-16 units that one character is folded to.</summary>
    public const int Longest = 24;

    private const int PageBits = 8, PageSize = 1 << PageBits, Characters = 0x110000;

    // In a page: a character and nothing; from Characters on the number of a text.
    private const int Nothing = -1;

    /// <summary>Folds one character, a code point.</summary>
    /// <param name="character">The code point; half a surrogate pair stays as it is.</param>
    /// <param name="folded">Room for <see cref="Longest"/> units.</param>
    /// <returns>How many units were written; none where the character is left out.</returns>
    public static int Fold(int character, Span<char> folded)
    {
        if (character < 0x80)
        {
            folded[0] = (char)(character is >= 'A' and <= 'Z' ? character | 0x20 : character);
            return 1;
        }

        var to = Tables.Of(character);
        if (to == Nothing)
        {
            return 0;
        }

        if (to >= Characters)
        {
            var text = Tables.Texts[to - Characters];
            text.CopyTo(folded);
            return text.Length;
        }

        if (to < 0x10000)
        {
            folded[0] = (char)to;
            return 1;
        }

        folded[0] = (char)(0xD7C0 + (to >> 10));
        folded[1] = (char)(0xDC00 + (to & 0x3FF));
        return 2;
    }

    /// <summary>Whether a character is left out: a mark that print leaves out too, or nothing that shows.</summary>
    public static bool IsLeftOut(int character) => character >= 0x80 && Tables.Of(character) == Nothing;

    /// <summary>A class of its own, so that the table is read when it is needed and not before.</summary>
    private static class Tables
    {
        private static readonly int[]?[] Pages = new int[Characters / PageSize][];

        static Tables()
        {
            using var stream = typeof(CharacterFolding).Assembly.GetManifestResourceStream("SearchCore.Articles.Folding.folds.txt")
                ?? throw new InvalidOperationException("The table of foldings is not in the assembly.");
            using var reader = new StreamReader(stream);
            var texts = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                if (line[0] != '#')
                {
                    Read(line, texts);
                }
            }

            Texts = [.. texts];
        }

        public static string[] Texts { get; }

        public static int Of(int character) =>
            Pages[character >> PageBits] is { } page && page[character & (PageSize - 1)] is var to and not 0 ? to : character;

        // FIRST[-LAST[/STEP]], a blank, and what they are folded to.
        private static void Read(ReadOnlySpan<char> line, List<string> texts)
        {
            var blank = line.IndexOf(' ');
            var range = line[..blank];
            var to = line[(blank + 1)..];
            var slash = range.IndexOf('/');
            var step = slash < 0 ? 1 : range[slash + 1] - '0';
            range = slash < 0 ? range : range[..slash];
            var dash = range.IndexOf('-');
            var first = Hex(dash < 0 ? range : range[..dash]);
            var last = dash < 0 ? first : Hex(range[(dash + 1)..]);
            switch (to[0])
            {
                case '-' when to.Length == 1:
                    Set(first, last, step, _ => Nothing);
                    break;
                case '=':
                    var one = Hex(to[1..]);
                    Set(first, last, step, _ => one);
                    break;
                case '+' or '-':
                    var distance = int.Parse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                    Set(first, last, step, c => c + distance);
                    break;
                case var _ when !to.Contains(' '):
                    var other = Hex(to);
                    Set(first, last, step, _ => other);
                    break;
                default:
                    var number = Characters + texts.Count;
                    texts.Add(TextOf(to));
                    Set(first, last, step, _ => number);
                    break;
            }
        }

        private static void Set(int first, int last, int step, Func<int, int> to)
        {
            for (var c = first; c <= last; c += step)
            {
                (Pages[c >> PageBits] ??= new int[PageSize])[c & (PageSize - 1)] = to(c);
            }
        }

        private static string TextOf(ReadOnlySpan<char> characters)
        {
            var text = string.Empty;
            foreach (var part in characters.Split(' '))
            {
                text += char.ConvertFromUtf32(Hex(characters[part]));
            }

            return text;
        }

        private static int Hex(ReadOnlySpan<char> digits) =>
            int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
