using Parquet;
using Parquet.Schema;

using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Parquet;

/// <summary>A Parquet's columns and rows as text.</summary>
internal sealed class ParquetTable : IDisposable
{
    private const long MostOfGroup = 1024L * 1024 * 1024;
    private const int MostOfFooter = 256 * 1024 * 1024, MostRowsOfGroup = 16 * 1024 * 1024, MostColumns = 1_000, MostShown = 12;

    // What formats put between a column's name and the values of a list.
    private static readonly HashSet<string> Containers =
        new(StringComparer.Ordinal) { "list", "element", "item", "array", "array_element", "bag", "name" };

    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private readonly string name;

    /// <summary>Opens a table.</summary>
    /// <param name="file">The file; left open.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArticleSourceException">It has no column that articles have, or too many.</exception>
    /// <param name="mapping">What is stated about its columns.</param>
    public ParquetTable(Stream file, string name, ArticleMapping mapping)
    {
        this.name = name;
        CheckFooter(file, name);
        reader = Wait(ParquetReader.CreateAsync(file, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: true));
        var all = reader.Schema.GetDataFields();
        fields = [.. all.Where(ParquetColumn.IsRead)];
        Unread = [.. all.Where(f => !ParquetColumn.IsRead(f)).Select(NameOf)];
        Columns = [.. fields.Select(NameOf)];
        var keys = Columns.Select(MemberNames.Key).ToHashSet(StringComparer.Ordinal);
        if (fields.Length > MostColumns || (!MemberNames.Title.Concat(MemberNames.Body).Any(keys.Contains)
            && !mapping.Members.Values.Any(m => m.From.Any(Columns.Contains))))
        {
            var shown = string.Join(", ", Columns.Take(MostShown));
            Dispose();
            throw new ArticleSourceException(
                name, 0,
                $"none of its columns is known as an article's title or text: title, headline, body, text, content …; it has {shown}");
        }
    }

    /// <summary>The names of its columns; those in a structure behind its name and a point.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The names of those whose values are of a kind that has no text.</summary>
    public IReadOnlyList<string> Unread { get; }

    /// <summary>How many groups of rows it has.</summary>
    public int Groups => reader.RowGroupCount;

    /// <summary>The rows of a group: for each column its values, null for none; and how many characters they have.</summary>
    public IEnumerable<(IReadOnlyList<string>?[] Cells, long Size)> Rows(int group)
    {
        using var rows = reader.OpenRowGroupReader(group);
        var count = rows.RowCount;
        if (count is < 0 or > MostRowsOfGroup || rows.RowGroup.TotalByteSize > MostOfGroup)
        {
            throw new ArticleSourceException(
                name, 0,
                $"group {group + 1} of its rows has {count:N0} rows and {rows.RowGroup.TotalByteSize:N0} bytes, which are held at once; "
                    + "write it with smaller groups: to_parquet(FILE, row_group_size=10_000)");
        }

        var columns = new IReadOnlyList<string>?[fields.Length][];
        for (var i = 0; i < fields.Length; i++)
        {
            columns[i] = rows.ColumnExists(fields[i]) ? ParquetColumn.Read(rows, fields[i], (int)count) : [];
        }

        for (var row = 0; row < count; row++)
        {
            var (cells, size) = (new IReadOnlyList<string>?[fields.Length], 0L);
            for (var i = 0; i < fields.Length; i++)
            {
                cells[i] = row < columns[i].Length ? columns[i][row] : null;
                size += cells[i]?.Sum(v => (long)v.Length) ?? 0;
            }

            yield return (cells, size);
        }
    }

    public void Dispose() => reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    // The file ends with a description of itself and how long that is, of which a reader holds as much as it says.
    private static void CheckFooter(Stream file, string name)
    {
        var end = new byte[8];
        var isWhole = file.Length >= 12;
        if (isWhole)
        {
            file.Position = file.Length - end.Length;
            file.ReadExactly(end);
        }

        var length = BitConverter.ToInt32(end);
        if (!isWhole || !end.AsSpan(4).SequenceEqual("PAR1"u8) || length <= 0 || length > Math.Min(file.Length - 12, MostOfFooter))
        {
            throw new ArticleSourceException(
                name, 0,
                end.AsSpan(4).SequenceEqual("PARE"u8) ? "the Parquet is encrypted" : "the Parquet breaks off: it does not end as one does");
        }

        var footer = new byte[length];
        file.Position = file.Length - end.Length - length;
        file.ReadExactly(footer);
        ParquetFooter.Check(footer);
        file.Position = 0;
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    // authors/list/element is authors, source/name is source.name.
    private static string NameOf(DataField field)
    {
        var parts = field.Path.ToList();
        return field.MaxRepetitionLevel == 0 ? string.Join('.', parts)
            : string.Join('.', parts.Where((p, i) => i == 0 || !Containers.Contains(p)));
    }
}
