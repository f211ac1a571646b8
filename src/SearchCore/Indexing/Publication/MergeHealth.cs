using Lucene.Net.Index;

namespace SearchCore.Indexing.Publication;

/// <summary>What became of background merges. Lucene.Net drops their failures, so that an index degrades unnoticed. Thread-safe.</summary>
internal sealed class MergeHealth
{
    /// <summary>After so many failures in a row the next commit reports them.</summary>
    public const int MostInARow = 3;

    private readonly Lock gate = new();
    private int failures;
    private int inARow;
    private string? last;

    /// <summary>How many failed since the index was opened, and what the last of them said.</summary>
    public (int Failures, string? Last) Failures
    {
        get
        {
            lock (gate)
            {
                return (failures, last);
            }
        }
    }

    /// <summary>The last failure where there were too many since the last merge that succeeded, else null.</summary>
    public string? Trouble
    {
        get
        {
            lock (gate)
            {
                return inARow >= MostInARow ? last : null;
            }
        }
    }

    /// <summary>A merge failed.</summary>
    public void Fail(Exception e)
    {
        lock (gate)
        {
            (failures, inARow, last) =
                (failures + 1, inARow + 1, (e is MergePolicy.MergeException { InnerException: { } cause } ? cause : e).Message);
        }
    }

    /// <summary>A merge succeeded, or none is wanted any more.</summary>
    public void Recover()
    {
        lock (gate)
        {
            inARow = 0;
        }
    }
}
