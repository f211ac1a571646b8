using System.Diagnostics;
using System.Globalization;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Articles;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Searching.Postings;
using SearchCore.Storage;
using SearchCore.Tests.Storage;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>
/// Damage does no harm: what is read of changed files is an answer, right or wrong, or an error that says that a file is damaged; and no
/// case takes much time or memory.
/// </summary>
public sealed class PostingsFuzzTests
{
    private const int MostSteps = 8, PackedSize = BlockDecoder.Size;
    private const long MostBytes = 300_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // A longer run of so many blocks, and a case of changed files for each thousand: SEARCHCORE_FUZZ=5000000
    private static readonly long Blocks =
        long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 300_000;

    // Kinds of errors that do not say that a file is damaged, and where they come from.
    private readonly SortedDictionary<string, (int Count, int Seed)> strange = new(StringComparer.Ordinal);

    [Fact]
    public void Blocks_of_any_bytes_are_read_or_refused()
    {
        var cache = new PageCache(100_000_000);
        var (cursor, places) = (new PostingCursor(), new PositionCursor());
        var (blocks, read) = (0L, 0L);
        for (var seed = Environment.TickCount; blocks < Blocks; seed = unchecked(seed + 1))
        {
            var random = new Random(seed);
            var (bytes, starts) = Postings(random);
            var (others, otherStarts) = Postings(random);
            using var documents = new PagedFile("documents", new BytesFile(bytes), cache);
            using var positions = new PagedFile("positions", new BytesFile(others), cache);
            for (var round = 0; round < 500 && blocks < Blocks; round++)
            {
                var postings = new SegmentPostings(
                    random.Next(2) == 0 ? int.MaxValue : random.Next(1, 1 << random.Next(2, 30)), documents, positions);
                var list = List(random, starts, otherStarts, postings);
                if (!postings.IsPossible(list))
                {
                    blocks++;
                    continue;
                }

                Guard(seed, () => read += Walk(cursor, postings, list, random, ref blocks));
                if (list.HasPositions)
                {
                    Guard(seed, () => read += ReadPositions(places, postings, list, random, ref blocks));
                }
            }
        }

        AssertNothingStrange();
        Assert.InRange(read, Blocks / 50, long.MaxValue);
    }

    [Fact]
    public void Changed_files_are_read_or_refused()
    {
        using var directory = new ChangedDirectory();
        Fill(directory, new Random(20_170_101));
        var names = directory.ListAll().Where(n => n.Contains("Lucene41", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(4, names.Count);
        var whole = names.ToDictionary(n => n, directory.Bytes, StringComparer.Ordinal);
        var terms = Terms(directory);
        var (cursor, places) = (new PostingCursor(), new PositionCursor());
        var (blocks, read, refused) = (0L, 0L, 0);
        var first = Environment.TickCount;
        var cases = Math.Max(1, Blocks / 300);
        for (var i = 0; i < cases; i++)
        {
            var seed = unchecked(first + i);
            var random = new Random(seed);
            var name = names[random.Next(names.Count)];

            // Lucene opens what is whole, and ours what is not: it would refuse half of all that ours must stand.
            directory.Changed = null;
            using var reader = DirectoryReader.Open(directory);
            directory.Changed = (name, Damaged(whole[name], random));
            SegmentPostings? postings = null;
            Guard(seed, () => postings = SegmentPostings.Of(reader.Leaves[0].AtomicReader));
            if (postings is not { } opened)
            {
                refused++;
                continue;
            }

            foreach (var (fieldName, term) in terms)
            {
                Guard(seed, () =>
                {
                    if (opened.Field(fieldName) is { } field && field.TryFind(term, out var list))
                    {
                        read += Walk(cursor, opened, list, random, ref blocks);
                        if (list.HasPositions)
                        {
                            read += ReadPositions(places, opened, list, random, ref blocks);
                        }
                    }
                });
                if (random.Next(20) == 0)
                {
                    Guard(seed, () => opened.Field(fieldName)?.Ceiling(term));
                }
            }
        }

        AssertNothingStrange();
        Assert.InRange(refused, 0, cases / 2);
        Assert.InRange(read, cases, long.MaxValue);
    }

    private void AssertNothingStrange() => Assert.True(
        strange.Count == 0,
        string.Join(Environment.NewLine, strange.Select(s => $"{s.Value.Count} times, seed {s.Value.Seed}: {s.Key}")));

    // Runs a case; errors that say that a file is damaged are what is wanted, others are noted.
    private void Guard(int seed, Action act)
    {
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            act();
        }
        catch (Exception e) when (ReadingFault.Is(e))
        {
            // As it must be.
        }
        catch (Exception e) when (ReadingFault.IsOfDecoder(e))
        {
            var place = new StackTrace(e).GetFrames().Select(f => f.GetMethod()).FirstOrDefault(
                m => m?.DeclaringType?.Namespace?.StartsWith("SearchCore.S", StringComparison.Ordinal) ?? false);
            var key = $"{e.GetType().Name} in {place?.DeclaringType?.Name}.{place?.Name}";
            strange[key] = strange.TryGetValue(key, out var known) ? (known.Count + 1, known.Seed) : (1, seed);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}", e);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < Longest, $"seed {seed} took {Stopwatch.GetElapsedTime(started)}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes, $"seed {seed} took much memory");
    }

    private static int Walk(PostingCursor cursor, SegmentPostings postings, in PostingList list, Random random, ref long blocks)
    {
        cursor.Open(postings, list);
        var read = 0;
        var target = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            blocks++;
            if (!(random.Next(3) > 0 ? cursor.Next() : cursor.Advance(target)))
            {
                return read;
            }

            AssertBlock(cursor, postings);
            read++;
            target = (int)Math.Min(int.MaxValue - 1, Math.Max(target, cursor.Documents[cursor.Count - 1]) + (1L << random.Next(30)));
        }

        return read;
    }

    private static void AssertBlock(PostingCursor cursor, SegmentPostings postings)
    {
        Assert.True(cursor.Count is > 0 and <= PackedSize && cursor.At >= 0 && cursor.At < cursor.Count);
        var frequencies = cursor.Frequencies();
        var last = -1;
        for (var i = 0; i < PostingCursor.Room; i++)
        {
            var document = cursor.Documents[i];
            if ((i < cursor.Count ? document <= last : document != last) || document >= postings.DocumentCount || frequencies[i] < 1)
            {
                Assert.Fail($"{document} × {frequencies[i]} after {last} of {postings.DocumentCount}");
            }

            last = document;
        }
    }

    private static int ReadPositions(PositionCursor places, SegmentPostings postings, in PostingList list, Random random, ref long blocks)
    {
        places.Open(postings, list);
        var read = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            blocks++;
            var target = (int)Math.Min(int.MaxValue - 1, places.Document + 1L + (1L << random.Next(12)));
            if (places.Advance(target) == int.MaxValue)
            {
                return read;
            }

            Assert.True(places.Document >= target && places.Document < postings.DocumentCount);
            Assert.Equal(places.Frequency, places.Positions().Length);
            Assert.Equal(places.Frequency + PositionCursor.Pad, places.PaddedPositions().Length);
            read++;
        }

        return read;
    }

    // A file of blocks, most of which could be true, one after the other and now and then something else, and where they begin.
    private static (byte[] Bytes, List<int> Starts) Postings(Random random)
    {
        var bytes = new byte[random.Next(3) == 0 ? random.Next(64, 4_000) : random.Next(60_000, 150_000)];
        var starts = new List<int> { 0 };
        for (var at = 0; at < bytes.Length;)
        {
            starts.Add(at);
            var bits = random.Next(40) switch { < 8 => 0, < 36 => random.Next(1, 33), _ => random.Next(256) };
            var rest = bytes.AsSpan(at + 1, Math.Min(bytes.Length - at - 1, bits == 0 ? random.Next(1, 6) : 16 * bits));
            bytes[at] = (byte)bits;
            if (random.Next(4) == 0)
            {
                rest.Fill((byte)random.Next(1, 256));
            }
            else
            {
                random.NextBytes(rest);
            }

            if (bits == 0 && rest.Length > 0 && random.Next(4) > 0)
            {
                rest = rest[..1];
                rest[0] &= 0x7F;
            }

            at += 1 + rest.Length;
        }

        return (bytes, starts);
    }

    private static PostingList List(Random random, List<int> documents, List<int> positions, SegmentPostings postings)
    {
        var list = new PostingList
        {
            DocumentCount = random.Next(8) switch
            {
                0 => 1,
                1 => random.Next(1, PackedSize),
                2 => random.Next(1, int.MaxValue),
                _ => random.Next(1, 1 << random.Next(7, 14)),
            },
            Documents = Place(random, documents, postings.Documents),
            HasPositions = random.Next(4) > 0,
            Skips = -1,
            LastPositions = -1,
            OnlyDocument = -1,
        };
        list.DocumentCount = Math.Min(list.DocumentCount, postings.DocumentCount);
        list.Occurrences = list.DocumentCount;
        if (list.HasPositions)
        {
            list.Occurrences += random.Next(6) switch
            {
                0 => random.NextInt64(),
                1 => random.Next(PackedSize),
                _ => random.NextInt64(1L << random.Next(8, 34)),
            };
            list.Positions = Place(random, positions, postings.Positions);
            list.LastPositions = list.Occurrences <= PackedSize ? -1 : random.Next(9) == 0 ? random.NextInt64() : random.Next(100_000);
        }

        if (list.DocumentCount == 1)
        {
            list.OnlyDocument = random.Next(postings.DocumentCount);
        }
        else if (list.DocumentCount > PackedSize)
        {
            list.Skips = random.Next(9) == 0 ? random.NextInt64() : random.Next((int)postings.Documents.Length);
        }

        return list;
    }

    private static long Place(Random random, List<int> starts, PagedFile file) => random.Next(12) switch
    {
        0 => random.NextInt64(file.Length),
        1 => random.NextInt64(),
        _ => starts[random.Next(starts.Count)],
    };

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        byte[] damaged = random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
        if (damaged.Length == 0)
        {
            return damaged;
        }

        for (var changes = 1 << random.Next(8); changes > 0; changes--)
        {
            damaged[random.Next(damaged.Length)] = random.Next(4) switch
            {
                0 => 0xFF,
                1 => (byte)(damaged[random.Next(damaged.Length)] ^ (1 << random.Next(8))),
                _ => (byte)random.Next(256),
            };
        }

        return damaged;
    }

    private static void Fill(ChangedDirectory directory, Random random)
    {
        using var builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
        var buffer = new ArticleBuffer();
        for (var i = 0; i < 1_400; i++)
        {
            var words = Enumerable.Range(0, random.Next(1, 30)).Select(_ => $"w{random.Next(1 << random.Next(1, 9))}");
            buffer.Set(new Article
            {
                Id = $"{i:D5}",
                Title = i % 3 == 0 ? "some title" : null,
                Body = $"{string.Join(' ', words)} {(i == 700 ? string.Concat(Enumerable.Repeat("again w1 ", 600)) : "each")}",
                Source = $"source {i % 2}",
            });
            builder.Add(buffer, [], i);
        }

        builder.Flush(directory, "_1").Commit();
    }

    // Every term but for some of the ids, with words that are not there.
    private static List<(string Field, byte[] Term)> Terms(ChangedDirectory directory)
    {
        using var reader = DirectoryReader.Open(directory);
        var found = new List<(string, byte[])>();
        foreach (var field in reader.Leaves[0].AtomicReader.Fields)
        {
            var terms = reader.Leaves[0].AtomicReader.GetTerms(field).GetEnumerator();
            for (var i = 0; terms.MoveNext(); i++)
            {
                if (terms.DocFreq > 1 || i % 50 == 0)
                {
                    var term = BytesRef.DeepCopyOf(terms.Term).Bytes;
                    found.Add((field, term));
                    if (i % 10 == 0)
                    {
                        found.Add((field, [.. term, 1]));
                    }
                }
            }
        }

        return found;
    }
}
