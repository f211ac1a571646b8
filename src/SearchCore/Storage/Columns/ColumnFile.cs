using Lucene.Net.Index;
using Lucene.Net.Util.Packed;

namespace SearchCore.Storage.Columns;

/// <summary>
/// Our own reader of a segment's columns, as Lucene 4.5's format has them. Opening it reads what columns there are and nothing of them.
/// Kept as long as the segment, over any number of reopenings. Thread-safe.
/// </summary>
internal sealed class ColumnFile : SegmentReader.ICoreDisposedListener
{
    private const string FormatKey = "PerFieldDocValuesFormat", FormatRead = "Lucene45";

    private const int Magic = 0x3FD76C17, NumberType = 0, BytesType = 1, SortedType = 2, SortedSetType = 3;
    private const int Delta = 0, Factors = 1, Table = 2, PrefixCompressed = 2, WithAddresses = 0, SingleValued = 1;
    private const int MostInTable = 256, FooterBytes = 16, VersionRead = 2;

    private static readonly SegmentCache<ColumnFile> Cache = new(_ => new(), (file, reader) => file.Open(reader));

    private readonly Dictionary<string, NumberColumn> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrdinalColumn> ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BytesColumn> bytes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedValues> sorted = new(StringComparer.Ordinal);
    private PagedFile? data;

    private ColumnFile()
    {
    }

    /// <summary>Those of a segment. To be asked for first when the segment is opened: then its files are certainly there.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static ColumnFile Of(AtomicReader reader) => Cache.Of(reader);

    /// <summary>The name of the file that the values stand in; empty where the segment has no columns.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>A field's numbers; null where no article of the segment has one.</summary>
    public NumberColumn? Numbers(string field) => numbers.GetValueOrDefault(field);

    /// <summary>A field's values, by number; null where no article of the segment has one.</summary>
    public OrdinalColumn? Ordinals(string field) => ordinals.GetValueOrDefault(field);

    /// <summary>The different values of <see cref="Ordinals"/>, in order; null where no article of the segment has one.</summary>
    public SortedValues? Sorted(string field) => sorted.GetValueOrDefault(field);

    /// <summary>A field's bytes of one length; null where the segment has none.</summary>
    public BytesColumn? Bytes(string field) => bytes.GetValueOrDefault(field);

    /// <summary>Closes the file: the segment's last reader is closed.</summary>
    public void OnDispose(object instance) => data?.Dispose();

    private void Open(SegmentReader reader)
    {
        var (directory, infos, segment) = (reader.SegmentInfo.Info.Dir, reader.FieldInfos, reader.SegmentName);
        var suffix = SharedFiles.SuffixOf(infos.Where(info => info.HasDocValues), FormatKey, FormatRead, segment);
        if (suffix is null)
        {
            return;
        }

        var meta = SharedFiles.ReadAll(directory, IndexFileNames.SegmentFileName(segment, suffix, "dvm"), out var name);
        FileName = IndexFileNames.SegmentFileName(segment, suffix, "dvd");
        data = SharedFiles.Paged(directory, FileName);
        if (meta.Length < FooterBytes)
        {
            throw new CorruptIndexException($"{name} is damaged: its end is missing");
        }

        var at = new ByteCursor(meta.AsSpan(0, meta.Length - FooterBytes), name);
        if (at.Int32() != Magic)
        {
            throw new CorruptIndexException($"{name} is damaged: it does not begin as such a file does");
        }

        at.Take(at.VInt());
        if (at.Int32() is var version and not VersionRead)
        {
            throw new CorruptIndexException($"{name}: its columns are of the version {version}, which is not read");
        }

        ReadFields(ref at, infos, name);
    }

    private void ReadFields(ref ByteCursor at, FieldInfos infos, string name)
    {
        // The last number is -1, which is no number from 0.
        for (var number = at.AnyInt(); number >= 0; number = at.AnyInt())
        {
            var field = infos.FieldInfo(number)?.Name ?? throw new CorruptIndexException($"{name} is damaged: it has an unknown field");
            switch (at.Byte())
            {
                case NumberType:
                    numbers[field] = new NumberColumn(data!, ReadNumbers(ref at, name));
                    break;
                case BytesType:
                    bytes[field] = ReadBytes(ref at, name);
                    break;
                case SortedSetType:
                    ordinals[field] = ReadOrdinals(ref at, number, field, name);
                    break;
                case var other:
                    throw new CorruptIndexException($"{name}: the column of {field} is of the kind {other}, which is not read");
            }
        }
    }

    private static NumberColumn.Entry ReadNumbers(ref ByteCursor at, string name)
    {
        var format = at.VInt();
        var missing = at.Int64();
        var version = at.VInt();
        var (start, count, blockSize) = (at.Int64(), at.VLong(), at.VInt());
        if (version != PackedInt32s.VERSION_CURRENT)
        {
            throw new CorruptIndexException($"{name}: its columns are packed in the version {version}, which is not read");
        }

        var entry = new NumberColumn.Entry(start, count, missing, blockSize);
        switch (format)
        {
            case Delta:
                return entry;
            case Factors:
                var addend = at.Int64();
                return entry with { Addend = addend, Factor = at.Int64() };
            case Table when at.VInt() is > 0 and <= MostInTable and var size:
                var table = new long[size];
                for (var i = 0; i < table.Length; i++)
                {
                    table[i] = at.Int64();
                }

                return entry with { Table = table };
            default:
                throw new CorruptIndexException($"{name} is damaged: a column is of an unknown form");
        }
    }

    private OrdinalColumn ReadOrdinals(ref ByteCursor at, int number, string field, string name)
    {
        var form = at.VInt();
        if (form == SingleValued)
        {
            Expect(ref at, number, SortedType, name);
        }
        else if (form != WithAddresses)
        {
            throw new CorruptIndexException($"{name} is damaged: a column is of an unknown form");
        }

        Expect(ref at, number, BytesType, name);
        var places = ReadValues(ref at, field, name);
        Expect(ref at, number, NumberType, name);
        var numbers = new NumberColumn(data!, ReadNumbers(ref at, name));
        NumberColumn? ends = null;
        if (form == WithAddresses)
        {
            Expect(ref at, number, NumberType, name);
            ends = new NumberColumn(data!, ReadNumbers(ref at, name) with { IsMonotonic = true });
        }

        return new OrdinalColumn(numbers, ends, places, data!.Name);
    }

    private static void Expect(ref ByteCursor at, int number, int type, string name)
    {
        if (at.VInt() != number || at.Byte() != type)
        {
            throw new CorruptIndexException($"{name} is damaged: the parts of a column do not belong together");
        }
    }

    private BytesColumn ReadBytes(ref ByteCursor at, string name)
    {
        var (format, missing) = (at.VInt(), at.Int64());
        var (least, most) = (at.VInt(), at.VInt());
        var (count, start) = (at.VLong(), at.Int64());
        return format == 0 && missing == NumberColumn.AllPresent && least == most
            ? new(data!, start, most, count)
            : throw new CorruptIndexException($"{name} is damaged: a column of bytes is not of one length");
    }

    private ColumnValues ReadValues(ref ByteCursor at, string field, string name)
    {
        var format = at.VInt();
        at.Int64();

        // Where there are no values, the shortest is longer than the longest, which is less than nothing.
        var (least, most) = (at.AnyInt(), at.AnyInt());
        var (count, start) = (at.VLong(), at.Int64());
        if (format is not PrefixCompressed)
        {
            var alike = format == 0 && least == most
                ? new ColumnValues(start, count, most)
                : throw new CorruptIndexException($"{name} is damaged: a column is of an unknown form");
            sorted[field] = new(data!, alike, null);
            return alike;
        }

        var (interval, places, version, blockSize) = (at.VInt(), at.Int64(), at.VInt(), at.VInt());
        if (interval != SortedValues.Interval || version != PackedInt32s.VERSION_CURRENT || count < 0)
        {
            throw new CorruptIndexException($"{name}: the values of {field} stand in a form that is not read");
        }

        var list = new ColumnValues(start, count, -1);
        var entry = new NumberColumn.Entry(places, (count + interval - 1) / interval, NumberColumn.AllPresent, blockSize);
        sorted[field] = new(data!, list, new(data!, entry with { IsMonotonic = true }));
        return list;
    }
}
