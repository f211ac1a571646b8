namespace SearchCore;

/// <summary>
/// Words and phrases that are searched for each other. A query's word, phrase, or row of words finds what its synonyms find too, and a
/// warning says so. Immutable, safe to share between threads.
/// </summary>
/// <remarks>
/// Words are compared as the index compares them: whatever their case, accents and endings. A synonym's own synonyms are not looked up.
/// Exact forms, wildcards and near spellings have none.
/// </remarks>
public sealed class Synonyms
{
    /// <summary>The longest word or phrase, in UTF-16 units.</summary>
    private const int Longest = 200;

    private const string Arrow = "=>";

    private Synonyms(IReadOnlyList<(string From, string To)> pairs) => Pairs = pairs;

    /// <summary>What is searched for what.</summary>
    internal IReadOnlyList<(string From, string To)> Pairs { get; }

    /// <summary>
    /// Reads lines: <c>car, automobile</c> are searched for each other; <c>heart attack =&gt; myocardial infarction, MI</c> has those on
    /// the right searched for those on the left, and not the other way. What follows a <c>#</c> at a line's beginning or behind a blank is
    /// a comment; empty lines are skipped.
    /// </summary>
    /// <param name="lines">The lines. Read to the end, not closed.</param>
    /// <exception cref="FormatException">A line is neither; the message names it by number and says what is wrong with it.</exception>
    public static Synonyms Read(TextReader lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var pairs = new HashSet<(string, string)>();
        var ordered = new List<(string, string)>();
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            foreach (var pair in PairsOf(WithoutComment(line), number))
            {
                if (pairs.Add(pair))
                {
                    ordered.Add(pair);
                }
            }
        }

        return new(ordered);
    }

    private static string WithoutComment(string line)
    {
        for (var at = line.IndexOf('#', StringComparison.Ordinal); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(line[at - 1]))
            {
                return line[..at];
            }
        }

        return line;
    }

    private static IEnumerable<(string From, string To)> PairsOf(string line, int number)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return [];
        }

        var sides = line.Split(Arrow);
        if (sides.Length > 2)
        {
            throw Faulty(number, $"has more than one '{Arrow}'");
        }

        var from = Names(sides[0], number);
        var to = sides.Length == 2 ? Names(sides[1], number) : from;
        if (sides.Length == 1 && from.Count == 1)
        {
            throw Faulty(number, $"has one name alone, '{from[0]}'");
        }

        return from.SelectMany(f => to.Where(t => t != f).Select(t => (f, t)));
    }

    private static List<string> Names(string side, int number)
    {
        var names = side.Split(',').Select(n => string.Join(' ', n.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        if (names.Exists(n => !n.Any(char.IsLetterOrDigit)))
        {
            throw Faulty(number, "has a name without a word in it");
        }

        if (names.Exists(n => n.Length > Longest))
        {
            throw Faulty(number, $"has a name of more than {Longest} characters");
        }

        return names;
    }

    private static FormatException Faulty(int number, string what) =>
        new($"line {number} of the synonyms {what}; expected 'car, automobile' or 'heart attack {Arrow} myocardial infarction'");
}
