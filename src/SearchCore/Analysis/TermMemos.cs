namespace SearchCore.Analysis;

/// <summary>
/// The memos of an index path: one a language, made when an article of it comes. Not safe for use by two threads at a time.
/// </summary>
/// <param name="exactForms">Whether words have exact forms.</param>
/// <param name="words">Whether the written forms of a segment's words are wanted.</param>
internal sealed class TermMemos(bool exactForms, bool words) : IDisposable
{
    private readonly List<(TextAnalysis Analysis, TermMemo Memo)> memos = [];

    /// <summary>What the numbers of all memos stand for.</summary>
    public TermTable Table { get; } = new(exactForms, words);

    /// <summary>The memory it holds.</summary>
    public long Bytes
    {
        get
        {
            var sum = Table.Bytes;
            foreach (var (_, memo) in memos)
            {
                sum += memo.Bytes;
            }

            return sum;
        }
    }

    /// <summary>The memo of a language.</summary>
    public TermMemo Of(TextAnalysis analysis)
    {
        foreach (var (known, memo) in memos)
        {
            if (known == analysis)
            {
                return memo;
            }
        }

        var made = analysis.NewMemo(Table);
        memos.Add((analysis, made));
        return made;
    }

    /// <summary>Begins to gather written forms anew. What became of words stays remembered.</summary>
    public void BeginSegment()
    {
        foreach (var (_, memo) in memos)
        {
            memo.BeginSegment();
        }

        Table.Words?.Begin();
    }

    /// <summary>Forgets everything, the terms as well; the memory is kept.</summary>
    public void Clear()
    {
        foreach (var (_, memo) in memos)
        {
            memo.Clear();
        }

        Table.Clear();
    }

    /// <summary>The same, and gives back the memory that all of it has grown to.</summary>
    public void Release()
    {
        Dispose();
        memos.Clear();
        Table.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, memo) in memos)
        {
            memo.Dispose();
        }
    }
}
