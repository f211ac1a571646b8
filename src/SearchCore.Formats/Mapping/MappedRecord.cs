using SearchCore.Formats.Records;

namespace SearchCore.Formats.Mapping;

/// <summary>A record of named members, to be mapped on any thread.</summary>
/// <param name="Id">The article's id where it has none of its own.</param>
/// <param name="Mapping">What it is mapped by.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
/// <param name="Bytes">How many bytes of input it has, about.</param>
internal abstract record MappedRecord(string Id, RecordMapping Mapping, long Offset, long Line, long Bytes)
    : RawRecord(Offset, Line, Bytes)
{
    private const int MostSampled = 64;
    private const long MostSampledBytes = 1024 * 1024;

    /// <summary>Its members; null where it cannot be read, for which it has its own words when it is parsed.</summary>
    public abstract RecordMembers? Members();

    /// <summary>Records that are mapped by what the first of them tell.</summary>
    public static IEnumerable<RawRecord> Guessed(IEnumerable<RawRecord> records)
    {
        var (sample, bytes, isSampled) = (new List<RawRecord>(), 0L, false);
        RecordMapping? guessed = null;
        foreach (var record in records)
        {
            if (isSampled)
            {
                yield return Mapped(record);
                continue;
            }

            sample.Add(record);
            bytes += record.Bytes;
            if (sample.Count == MostSampled || bytes >= MostSampledBytes)
            {
                isSampled = true;
                guessed = Guess(sample);
                foreach (var sampled in sample)
                {
                    yield return Mapped(sampled);
                }
            }
        }

        if (!isSampled)
        {
            guessed = Guess(sample);
            foreach (var sampled in sample)
            {
                yield return Mapped(sampled);
            }
        }

        RawRecord Mapped(RawRecord record) =>
            guessed is not null && record is MappedRecord mapped ? mapped with { Mapping = guessed } : record;
    }

    private static RecordMapping? Guess(List<RawRecord> sample)
    {
        var mapped = sample.OfType<MappedRecord>().ToList();
        try
        {
            return mapped.Count < MemberGuess.FewestRecords ? null
                : mapped[0].Mapping.With([.. mapped.Select(r => r.Members()).OfType<RecordMembers>()]);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            // One of them is damaged, and says so when it is parsed: of the others nothing is told then.
            return null;
        }
    }
}
