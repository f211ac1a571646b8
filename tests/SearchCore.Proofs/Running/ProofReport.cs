using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchCore.Proofs.Running;

/// <summary>Counts what was tried and what failed, and keeps the first failures word for word. Not thread-safe.</summary>
internal sealed partial class ProofReport(TextWriter? log = null)
{
    private const int KeptOfAKind = 2;

    private readonly Dictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> notes = new(StringComparer.Ordinal);
    private readonly List<string> failures = [];

    /// <summary>Whether the first failure is enough to know.</summary>
    public bool StopsAtFirstFailure { get; init; }

    /// <summary>How many cases ran.</summary>
    public long Run { get; private set; }

    /// <summary>How many of them failed.</summary>
    public long Failed { get; private set; }

    /// <summary>What the first failures of each kind said.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>How often things happened that show what the cases reached.</summary>
    public IReadOnlyDictionary<string, long> Notes => notes;

    /// <summary>Runs one case: it says what is wrong, null where nothing is. What it throws is a failure too.</summary>
    /// <param name="name">Enough to run it again.</param>
    /// <param name="examine">The case.</param>
    public void Case(string name, Func<string?> examine)
    {
        string? wrong;
        try
        {
            wrong = examine();
        }
#pragma warning disable CA1031 // Whatever comes out of a case is what the proof is about.
        catch (Exception e)
#pragma warning restore CA1031
        {
            wrong = e is IndexException ? e.Message : e.ToString();
        }

        Run++;
        if (wrong is not null)
        {
            Failed++;
            if (IsNews(wrong))
            {
                failures.Add($"{name}: {wrong}");
                log?.WriteLine($"FAILED {name}: {wrong}");
                log?.Flush();
            }

            if (StopsAtFirstFailure)
            {
                throw new FirstFailureException(wrong);
            }
        }
        else if (Run % 1_000 == 0)
        {
            log?.WriteLine($"… {Line}");
            log?.Flush();
        }
    }

    /// <summary>How often each kind of failure came: what they said, without what differs from case to case.</summary>
    public IEnumerable<string> Kinds =>
        kinds.OrderByDescending(k => k.Value).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Value} × {k.Key}"));

    /// <summary>Counts something worth telling.</summary>
    public void Note(string what, long times = 1) => notes[what] = notes.GetValueOrDefault(what) + times;

    /// <summary>The result: <c>N run, K failed</c>.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Run} run, {Failed} failed");

    /// <summary>The notes in one line.</summary>
    public string NotesLine => string.Join(", ", notes.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} {n.Value}")));

    private bool IsNews(string wrong)
    {
        var line = Differing().Replace(wrong.Split('\n')[0], "…");
        var kind = line[..Math.Min(line.Length, 80)];
        return (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) <= KeptOfAKind;
    }

    [GeneratedRegex(@"/\S+|\d+|\{[^}]*\}")]
    private static partial Regex Differing();
}

/// <summary>Ends a proof of which one failure is wanted.</summary>
internal sealed class FirstFailureException(string failure) : Exception(failure);
