using System.Globalization;
using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

namespace SearchCore.Benchmarks.NearDuplicates;

/// <summary>
/// How well an overlap of two texts tells takes of one article from articles written by one form, for several overlaps; and how many of
/// the pairs that overlap so much their signatures find.
/// </summary>
internal static class PairMeasures
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [_, ..] files)
        {
            return arguments.Misused();
        }

        var pairs = int.Parse(arguments.Option("pairs", "1000"), CultureInfo.InvariantCulture);
        var seed = int.Parse(arguments.Option("seed", "1"), CultureInfo.InvariantCulture);
        var least = double.Parse(arguments.Option("least", "80"), CultureInfo.InvariantCulture) / 100;
        var shortest = int.Parse(arguments.Option("shortest", "250"), CultureInfo.InvariantCulture);
        var longest = int.Parse(arguments.Option("longest", "1000000"), CultureInfo.InvariantCulture);
        var made = files.SelectMany((file, i) => Make(file, pairs, (shortest, longest), new Random(seed + (1_000 * i)))).ToList();
        Console.WriteLine(
            $"{made.Count(p => p.IsSame)} pairs of takes, "
            + $"{made.Count(p => !p.IsSame)} of articles by one form; seed {seed}; at {least:P0}");
        Compare(made, least);
        Signatures(made, least);
        return 0;
    }

    private static IEnumerable<TextPair> Make(string file, int count, (int Shortest, int Longest) characters, Random random)
    {
        var bodies = ArticleFormats.Default.Open(file).SelectMany(s => s.ReadArticles()).Select(a => a.Body ?? string.Empty)
            .Where(b => b.Length >= characters.Shortest && b.Length <= characters.Longest).OrderBy(_ => random.Next()).Take(count).ToList();
        var maker = new TakeMaker(random, bodies);
        foreach (var body in bodies)
        {
            foreach (var kind in TakeMaker.Kinds)
            {
                yield return new(kind, true, body, maker.Take(kind, body));
            }

            if (maker.NextWeek(body) is { } next)
            {
                yield return new("figures", false, body, next);
            }
        }

        var letters = new FormLetters(random);
        for (var i = 0; i < count; i++)
        {
            foreach (var kind in FormLetters.Kinds)
            {
                yield return new(kind, false, letters.Write(kind), letters.Write(kind));
            }
        }
    }

    private static void Compare(List<TextPair> pairs, double least)
    {
        (string Name, Func<HashSet<ulong>, HashSet<ulong>, double> Of)[] measures =
        [
            ("Jaccard", (a, b) => Common(a, b) / Math.Max(1, a.Count + b.Count - Common(a, b))),
            ("Dice", (a, b) => 2 * Common(a, b) / Math.Max(1, a.Count + b.Count)),
            ("containment", (a, b) => Common(a, b) / Math.Max(1, Math.Min(a.Count, b.Count))),
        ];
        string[] kinds = [.. TakeMaker.Kinds, .. pairs.Where(p => !p.IsSame).Select(p => p.Kind).Distinct()];
        Console.WriteLine($"words\toverlap\tprecision\trecall\t{string.Join('\t', kinds)}");
        for (var words = 1; words <= 5; words++)
        {
            var sets = pairs.Select(p => (p, Left: Shingled(p.Left, words), Right: Shingled(p.Right, words))).ToList();
            foreach (var (name, of) in measures)
            {
                var found = sets.Where(s => of(s.Left, s.Right) >= least).Select(s => s.p).ToList();
                var right = found.Count(p => p.IsSame);
                var parts = kinds.Select(k => Share(found.Count(p => p.Kind == k), pairs.Count(p => p.Kind == k)));
                Console.WriteLine(
                    $"{words}\t{name}\t{Share(right, found.Count)}\t{Share(right, pairs.Count(p => p.IsSame))}\t"
                    + $"{string.Join('\t', parts)}");
            }
        }
    }

    // Of the pairs that overlap enough, how many are candidates by their signatures; of the others, how many are too.
    private static void Signatures(List<TextPair> pairs, double least)
    {
        var measured = pairs.Select(p => (
            Overlap: Shingles.Of(p.Left).OverlapWith(Shingles.Of(p.Right)), Common: BodySignature.Common(Signed(p.Left), Signed(p.Right))))
            .ToList();
        Console.WriteLine("common\tband\trecall\tof the rest");
        foreach (var band in (int[])[1, 2, 3, 4])
        {
            foreach (var common in (int[])[16, 20, 24, 27, 30, 34])
            {
                var (near, far) = (measured.Where(m => m.Overlap >= least).ToList(), measured.Where(m => m.Overlap < least).ToList());
                Console.WriteLine(
                    $"{common}\t{band}\t{Share(near.Count(Found), near.Count)}\t{Share(far.Count(Found), far.Count)}");

                bool Found((double Overlap, ulong Common) m) =>
                    ulong.PopCount(m.Common) >= (ulong)common
                    && Enumerable.Range(0, 64 / band).Any(b => (m.Common >> (b * band) & ((1UL << band) - 1)) == (1UL << band) - 1);
            }
        }
    }

    private static byte[] Signed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (signature, words, maker) = (new byte[BodySignature.Bytes], new WordSpan[256], new BodySignature());
        var breaker = new WordBreaker(bytes);
        for (var count = breaker.Next(words); count > 0; count = breaker.Next(words))
        {
            maker.Add(bytes, words.AsSpan(0, count));
        }

        maker.Finish(signature);
        return signature;
    }

    private static double Common(HashSet<ulong> a, HashSet<ulong> b) => a.Count(b.Contains);

    private static HashSet<ulong> Shingled(string text, int words)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (found, last, spans) = (new HashSet<ulong>(), new List<ulong>(), new WordSpan[256]);
        var breaker = new WordBreaker(bytes);
        for (var count = breaker.Next(spans); count > 0; count = breaker.Next(spans))
        {
            for (var i = 0; i < count; i++)
            {
                last.Add(FoldedWords.Hash(bytes, spans[i]));
                if (last.Count >= words)
                {
                    found.Add(last.TakeLast(words).Aggregate(1UL, (hash, word) => FoldedWords.Join(0, hash, word)));
                }
            }
        }

        return found;
    }

    private static string Share(int part, int whole) =>
        whole == 0 ? "-" : ((double)part / whole).ToString("0.0000", CultureInfo.InvariantCulture);
}
