using System.Collections.Concurrent;

using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>
/// The room that running a query takes: made once and used by one search after another, so that a search leaves no garbage behind. For one
/// thread at a time.
/// </summary>
internal sealed class Scratch
{
    // What one unusual query needed is not kept for all that follow.
    private const int MostKept = 64, MostKeysKept = 1 << 17;

    private static readonly ConcurrentBag<Scratch> Spare = [];

    private readonly Shelf<PostingCursor> cursors = new(() => new(), c => c.Close());
    private readonly Shelf<PositionCursor> positions = new(() => new(), c => c.Close());
    private readonly Shelf<FieldMatches> matches = new(() => new(), m => m.Clear());
    private readonly Shelf<ushort[]> places = new(() => new ushort[Window.Size + 1], _ => { });
    private readonly Shelf<double[]> numbers = new(() => new double[Window.Size], _ => { });
    private readonly Shelf<ScoreBounds> bounds = new(() => new(), b => b.Clear());
    private readonly Shelf<ulong[]> words = new(() => new ulong[Window.Words], _ => { });

    /// <summary>The scores of a window; all zero between two uses.</summary>
    public double[] Scores { get; } = new double[Window.Size];

    /// <summary>Numbers of a window's documents; all zero between two uses.</summary>
    public double[] Besides { get; } = new double[Window.Size];

    /// <summary>A byte for each document of a window; all zero between two uses.</summary>
    public byte[] Marks { get; } = new byte[Window.Size];

    /// <summary>Three lists of any length, for who needs them between two windows; they may be replaced by longer ones.</summary>
    public uint[][] Keys { get; } = [[], [], []];

    /// <summary>Takes some room for a search.</summary>
    public static Scratch Rent() => Spare.TryTake(out var spare) ? spare : new();

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        // A search that was stopped may have ended between marking documents and looking at the marks.
        Marks.AsSpan().Clear();
        foreach (ref var list in Keys.AsSpan())
        {
            list = list.Length > MostKeysKept ? [] : list;
        }

        Release();
        Spare.Add(this);
    }

    /// <summary>All that was taken is free again.</summary>
    public void Release()
    {
        cursors.Release();
        positions.Release();
        matches.Release();
        words.Release();
        places.Release();
        numbers.Release();
        bounds.Release();
    }

    public PostingCursor Cursor() => cursors.Take();

    public PositionCursor Positions() => positions.Take();

    public FieldMatches Matches() => matches.Take();

    /// <summary>Places in a window, and one more.</summary>
    public ushort[] Places() => places.Take();

    /// <summary>A number for each document of a window, with anything in them.</summary>
    public double[] Numbers() => numbers.Take();

    /// <summary>Bounds of scores to which nothing was added.</summary>
    public ScoreBounds Bounds() => bounds.Take();

    /// <summary>Bits of a window, with anything in them.</summary>
    public ulong[] Words() => words.Take();

    /// <summary>As <see cref="Words()"/>, for each of some parts.</summary>
    public ulong[][] Words(int parts)
    {
        var all = parts == 0 ? [] : new ulong[parts][];
        for (var i = 0; i < parts; i++)
        {
            all[i] = Words();
        }

        return all;
    }

    private sealed class Shelf<T>(Func<T> make, Action<T> release)
    {
        private readonly List<T> things = [];
        private int used;

        public T Take()
        {
            if (used == things.Count)
            {
                things.Add(make());
            }

            return things[used++];
        }

        public void Release()
        {
            for (var i = 0; i < used; i++)
            {
                release(things[i]);
            }

            if (things.Count > MostKept)
            {
                things.RemoveRange(MostKept, things.Count - MostKept);
            }

            used = 0;
        }
    }
}
