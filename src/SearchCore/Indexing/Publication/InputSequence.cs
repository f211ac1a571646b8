namespace SearchCore.Indexing.Publication;

/// <summary>
/// An article's place in input order: its chunk's number above, its number in the chunk below. A chunk holds fewer than 2^24 records, since
/// even an empty record takes more than two bytes of its 32 MiB.
/// </summary>
internal static class InputSequence
{
    private const int RecordBits = 24;

    public static long Of(long chunk, int record) => (chunk << RecordBits) | (uint)record;
}
