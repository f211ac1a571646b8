using SearchCore.Entities.Gazetteers;

namespace SearchCore.Entities.Recognition;

/// <summary>A growing list of candidates that keeps its memory.</summary>
internal sealed class CandidateList
{
    private Candidate[] items = new Candidate[256];

    public int Count { get; private set; }

    /// <summary>The candidate added last; there has to be one.</summary>
    public ref Candidate Last => ref items[Count - 1];

    public ref Candidate this[int index] => ref items[index];

    public void Add(int first, int end, Entry? entry, Features features)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        items[Count++] = new Candidate { First = first, End = end, Body = end, Entry = entry, Features = features };
    }

    /// <summary>Forgets the candidates, and with them the strings they hold.</summary>
    public void Clear()
    {
        items.AsSpan(0, Count).Clear();
        Count = 0;
    }
}
