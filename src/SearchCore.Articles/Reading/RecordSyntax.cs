namespace SearchCore.Articles.Reading;

/// <summary>How the records of a format whose ends can be found by looking for them are told apart and read.</summary>
/// <remarks>Shared by all chunks of a source, on any number of threads: so without state that changes.</remarks>
public abstract class RecordSyntax
{
    /// <summary>How many bytes of a record's end may have been read before the rest of it.</summary>
    public abstract int Overlap { get; }

    /// <summary>The index after the last record that ends in the data; 0 where none does.</summary>
    public abstract int FindLastEnd(ReadOnlySpan<byte> data);

    /// <summary>The index after the first record that ends in the data; -1 where none does.</summary>
    public abstract int FindFirstEnd(ReadOnlySpan<byte> data);

    /// <summary>How many lines end in the data; 0 where lines are not what records are.</summary>
    public abstract long CountLines(ReadOnlySpan<byte> data);

    /// <summary>Reads every record in the data and reports each: this throws for no content, whatever it is.</summary>
    /// <param name="data">Whole records; the last of the input may lack its end.</param>
    /// <param name="place">Where the data begin.</param>
    /// <param name="article">Filled and emptied for each; what is accepted keeps <see cref="ArticleRules"/>.</param>
    /// <param name="receiver">Receives each.</param>
    /// <param name="cancellation">Looked at between records.</param>
    public abstract void Read(
        ReadOnlySpan<byte> data, RecordPlace place, ArticleBuffer article, IArticleReceiver receiver, CancellationToken cancellation);
}

/// <summary>Where a run of records begins.</summary>
/// <param name="Source">The input's name.</param>
/// <param name="Offset">The first byte, from 0.</param>
/// <param name="Line">The first line, from 1; 0 where lines are not what records are.</param>
public readonly record struct RecordPlace(string Source, long Offset, long Line);
