using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Damages every file of indexes in turn: flipped bits, overwritten and zeroed bytes, truncation, growth, files of the same index, of
/// another one and of
/// an earlier commit under its name, and removal. Opening and searching, without a check before it, end in time, with the right answers or
/// with an <see cref="IndexException"/>; and <c>check</c> finds what search refuses, and names the file.
/// </summary>
internal static class DamageProof
{
    private const int CasesAnIndex = 2_000, OpenForWritingEvery = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        for (var seed = settings.Seed; report.Run < settings.Runs; seed++)
        {
            var random = new SeededRandom(seed);
            var victim = Victim.Build(scratch.Fresh() + "-victim", seed);
            var donor = Victim.Build(scratch.Fresh() + "-donor", seed + 1_000_003);
            report.Note("indexes");
            for (var i = 0; i < CasesAnIndex && report.Run < settings.Runs; i++)
            {
                var file = victim.Names[i % victim.Names.Count];
                var (kind, bytes) = Damage.Any(victim, donor, file, random);
                if (bytes is not null && victim.Files[file].AsSpan().SequenceEqual(bytes))
                {
                    continue;
                }

                report.Note(kind);
                report.Case($"seed {seed}, case {i}, {file}, {kind}", () =>
                {
                    victim.Put(file, bytes);
                    try
                    {
                        return Examine(victim, file, report)
                            ?? (i % OpenForWritingEvery == 0 ? OpenForWriting(victim, scratch, report) : null);
                    }
                    finally
                    {
                        victim.Put(file, victim.Files[file]);
                    }
                });
            }

            Directory.Delete(victim.Path, recursive: true);
            Directory.Delete(donor.Path, recursive: true);
        }
    }

    private static string? Examine(Victim victim, string file, ProofReport report)
    {
        var check = InTime(() => Try(() => ArticleIndex.Check(victim.Path)), out var late);
        if (late)
        {
            return "check does not end";
        }

        var answers = InTime(() => Try(() => Battery.Answers(victim.Path)), out late);
        if (late)
        {
            return "opening or searching does not end";
        }

        if ((answers.Leak ?? check.Leak) is { } leak)
        {
            return leak.ToString();
        }

        var right = answers.Value == victim.Answers;
        if (answers.Value is not null && !right)
        {
            report.Note("answers wrong");
            return "searching without a check answers wrongly";
        }

        if (check.Value is null or { IsSound: false })
        {
            report.Note(right ? "found by check, answers right" : "found by check, refused by search");
            return check.Value is { } found && !found.Problems.Any(p => Names(file).Any(name => p.Contains(name, StringComparison.Ordinal)))
                ? $"check does not name the file: {string.Join(' ', found.Problems)}"
                : null;
        }

        report.Note(right ? "harmless" : "silent");
        return right ? null : "check finds nothing, but the index cannot be searched";
    }

    // A writer may refuse; it may not make a damaged index look sound while articles are gone.
    private static string? OpenForWriting(Victim victim, Scratch scratch, ProofReport report)
    {
        var copy = scratch.Fresh();
        Directory.CreateDirectory(copy);
        foreach (var name in Directory.EnumerateFiles(victim.Path))
        {
            File.Copy(name, Path.Combine(copy, Path.GetFileName(name)));
        }

        var opened = InTime(() => Try(() =>
        {
            using var index = ArticleIndex.Open(copy, new ArticleIndexOptions { Recognizer = null, Workers = 1 });
            return index.Commit();
        }), out var late);
        if (late || opened.Leak is not null)
        {
            return late ? "opening for writing does not end" : opened.Leak!.ToString();
        }

        report.Note(opened.Value == 0 ? "refused to a writer" : "opened for writing");
        return opened.Value > 0 && ArticleIndex.Check(copy).IsSound && Try(() => Battery.Answers(copy)).Value != victim.Answers
            ? "opening for writing has silently repaired it"
            : null;
    }

    // What a commit consists of is compared with each other: either of two that differ may be the one to name.
    private static string[] Names(string file) =>
        file.StartsWith("segments", StringComparison.Ordinal) || file.StartsWith("manifest", StringComparison.Ordinal)
            ? ["segments", "manifest"]
            : [file];

    private static (T? Value, Exception? Leak) Try<T>(Func<T> act)
    {
        try
        {
            return (act(), null);
        }
        catch (Exception e) when (e is IndexException or QueryException)
        {
            // A damaged dictionary may hold a facet's name that no request may have.
            return (default, null);
        }
#pragma warning disable CA1031 // Anything else that comes out is a finding.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (default, e);
        }
    }

    private static T InTime<T>(Func<T> act, out bool late)
    {
        T result = default!;
        var thread = new Thread(() => result = act(), 16 << 20) { IsBackground = true };
        thread.Start();
        late = !thread.Join(Patience);
        return result;
    }
}
