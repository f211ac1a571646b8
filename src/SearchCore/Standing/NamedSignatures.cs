using System.Runtime.CompilerServices;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// Which of the articles that queries name (<c>near:ID</c>) the articles of a batch may be near to: told by signatures, as the archive has
/// them, without reading a text. An article of a batch costs a look into its bands, however many are named. Thread-safe.
/// </summary>
/// <param name="names">The ids.</param>
internal sealed class NamedSignatures(IReadOnlyCollection<string> names)
{
    private readonly string[] ids = [.. names.Order(StringComparer.Ordinal)];
    private readonly ConditionalWeakTable<object, List<(int Name, int Document)>> places = [];
    private readonly Lock making = new();
    private readonly WeakReference<PointInTime> made = new(null!);
    private BandTable table = BandTable.Of([]);

    /// <summary>The ids of articles of the archive that have a near-duplicate in a batch, and of some that have none.</summary>
    /// <param name="archive">The archive; null where it has no articles.</param>
    /// <param name="batch">The batch.</param>
    public IEnumerable<string> Near(PointInTime? archive, SegmentView batch)
    {
        if (ids.Length == 0 || archive is null)
        {
            return [];
        }

        var (bands, found) = (TableOf(archive), new HashSet<int>());
        SignatureScan.Visit(batch, SearchBudget.Unlimited, (_, signature) => bands.Find(signature, found));
        return found.Select(name => ids[name]);
    }

    private BandTable TableOf(PointInTime archive)
    {
        lock (making)
        {
            if (!made.TryGetTarget(out var known) || known != archive)
            {
                // After most commits the articles that are named have the texts that they had.
                var now = Signatures(archive);
                table = now.AsSpan().SequenceEqual(table.Signatures) ? table : BandTable.Of(now);
                made.SetTarget(archive);
            }

            return table;
        }
    }

    // Of each id, one behind the other; zeros where no article has it, or its body has no word.
    private byte[] Signatures(PointInTime archive)
    {
        var all = new byte[ids.Length * BodySignature.Bytes];
        foreach (var segment in archive.Segments)
        {
            foreach (var (name, document) in places.GetValue(segment.Reader.CoreCacheKey, _ => PlacesIn(segment)))
            {
                if (segment.Live is not { } live || ((live[document >> 6] >> document) & 1) != 0)
                {
                    segment.Columns.Signatures?.Read(document, all.AsSpan(name * BodySignature.Bytes, BodySignature.Bytes));
                }
            }
        }

        return all;
    }

    // Deleted ones too: these change, and places do not.
    private List<(int Name, int Document)> PlacesIn(SegmentView segment)
    {
        var found = new List<(int, int)>();
        if (FilterAtomicReader.Unwrap(segment.Reader).GetTerms(FieldNames.Id)?.GetEnumerator() is not { } terms)
        {
            return found;
        }

        DocsEnum? reuse = null;
        if (segment.DocumentCount < ids.Length)
        {
            while (terms.MoveNext())
            {
                if (Array.BinarySearch(ids, terms.Term.Utf8ToString(), StringComparer.Ordinal) is >= 0 and var name)
                {
                    Take(name);
                }
            }
        }
        else
        {
            for (var name = 0; name < ids.Length; name++)
            {
                if (terms.SeekExact(new BytesRef(Encoding.UTF8.GetBytes(ids[name]))))
                {
                    Take(name);
                }
            }
        }

        return found;

        void Take(int name)
        {
            reuse = terms.Docs(null, reuse, DocsFlags.NONE);
            while (reuse.NextDoc() is not DocIdSetIterator.NO_MORE_DOCS and var document)
            {
                found.Add((name, document));
            }
        }
    }

    /// <summary>Signatures by what they have in each band. Immutable.</summary>
    private sealed class BandTable
    {
        private readonly ulong[] bands;

        private BandTable(byte[] signatures, ulong[] bands) => (Signatures, this.bands) = (signatures, bands);

        /// <summary>The signatures, one behind the other.</summary>
        public byte[] Signatures { get; }

        public static BandTable Of(byte[] signatures)
        {
            var bands = new List<ulong>();
            for (var number = 0; number < signatures.Length / BodySignature.Bytes; number++)
            {
                var signature = signatures.AsSpan(number * BodySignature.Bytes, BodySignature.Bytes);
                for (var band = 0; band < Likeness.Bands && BodySignature.Fingerprint(signature) != 0; band++)
                {
                    bands.Add(Key(band, signature) | (uint)number);
                }
            }

            bands.Sort();
            return new(signatures, [.. bands]);
        }

        /// <summary>Adds the numbers of those that a text may be near to.</summary>
        public void Find(ReadOnlySpan<byte> signature, HashSet<int> found)
        {
            for (var band = 0; band < Likeness.Bands; band++)
            {
                var key = Key(band, signature);
                var at = Array.BinarySearch(bands, key);
                for (at = at < 0 ? ~at : at; at < bands.Length && bands[at] >> 32 == key >> 32; at++)
                {
                    var number = (int)(uint)bands[at];
                    if (Likeness.MayBeNear(BodySignature.Common(
                        signature, Signatures.AsSpan(number * BodySignature.Bytes, BodySignature.Bytes))))
                    {
                        found.Add(number);
                    }
                }
            }
        }

        private static ulong Key(int band, ReadOnlySpan<byte> signature) =>
            ((ulong)(uint)band << 56) | ((ulong)Likeness.Band(signature, band) << 32);
    }
}
