using SearchCore.Entities.Gazetteers;

namespace SearchCore.Entities.Recognition;

/// <summary>What a candidate was decided to be.</summary>
internal enum Verdict : byte
{
    None,
    Person,
    Organization,
    Place,
}

/// <summary>Words that may name an entity, on their way through the steps of recognition.</summary>
internal struct Candidate
{
    /// <summary>The first word.</summary>
    public int First;

    /// <summary>The word behind the last one.</summary>
    public int Last;

    /// <summary>The gazetteer's entry for exactly these words, or null.</summary>
    public Entry? Entry;

    /// <summary>What is seen in and around the words.</summary>
    public Features Features;
    public Verdict Verdict;

    /// <summary>By how much the verdict won over the next best.</summary>
    public short Margin;

    /// <summary>Set by document consistency: the name of the person the words lean on, or null.</summary>
    public string? Name;

    public readonly int Length => Last - First;

    public readonly bool Has(Features feature) => (Features & feature) != 0;
}

/// <summary>A growing list of candidates that keeps its memory.</summary>
internal sealed class CandidateList
{
    private Candidate[] items = new Candidate[256];

    public int Count { get; private set; }

    public ref Candidate this[int index] => ref items[index];

    public ref Candidate Add(int first, int last, Entry? entry, Features features)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        ref var candidate = ref items[Count++];
        candidate = new Candidate { First = first, Last = last, Entry = entry, Features = features };
        return ref candidate;
    }

    /// <summary>Forgets the candidates, and with them the strings they hold.</summary>
    public void Clear()
    {
        items.AsSpan(0, Count).Clear();
        Count = 0;
    }
}
