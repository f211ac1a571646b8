using System.Buffers.Text;
using System.Text;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// The fields of an archive's own in a segment: keywords and booleans become facet values, numbers and dates a column each.
/// </summary>
/// <remarks>Not safe for use by two threads at a time.</remarks>
internal sealed class OwnFields
{
    private readonly Own[] fields;
    private readonly FacetFields facets;
    private readonly List<(string Field, string Value)> unread = [];

    // Of the field that is being read of an article: its number, or where its numbers go.
    private long? number;
    private ManyColumn? many;

    /// <summary>Makes them empty.</summary>
    /// <param name="declared">The fields.</param>
    /// <param name="facets">Where facet values go.</param>
    public OwnFields(IReadOnlyList<FieldDeclaration> declared, FacetFields facets)
    {
        this.facets = facets;

        // Texts are fields of words, which the builder has beside title and body.
        fields = [.. declared.Select(Made).Where(f => f.Declared.Type != FieldType.Text)];
    }

    /// <summary>Values of the last article that are not of their field's type, and so cannot be searched for.</summary>
    public IReadOnlyList<(string Field, string Value)> Unread => unread;

    /// <summary>The memory it holds.</summary>
    public long Bytes => fields.Sum(f => f.Column?.Bytes ?? f.Many?.Bytes ?? 0);

    /// <summary>
    /// The columns that hold anything, each with its field's number and name in the segment: of one number an article, or of several.
    /// </summary>
    public IEnumerable<(int Number, string Name, NumericColumn? One, ManyColumn? Many)> Columns()
    {
        foreach (var (place, declared, _, column, several) in fields)
        {
            if (column is { HasAny: true } || several is { HasAny: true })
            {
                yield return (IndexSchema.NumberOf(place), IndexSchema.ColumnOf(declared.Name), column, several);
            }
        }
    }

    /// <summary>Adds an article's, before its facet values end.</summary>
    public void Add(ArticleBuffer article)
    {
        if (fields.Length == 0)
        {
            return;
        }

        unread.Clear();
        foreach (var (_, declared, name, column, several) in fields)
        {
            (number, many) = (null, several);
            foreach (var (memberName, memberValue) in article.Members)
            {
                if (article[memberName].SequenceEqual(name))
                {
                    Take(declared, name, article[memberValue]);
                }
            }

            column?.Add(number);
            several?.EndDocument();
        }
    }

    public void Clear()
    {
        foreach (var (_, _, _, column, several) in fields)
        {
            column?.Clear();
            several?.Clear();
        }
    }

    private static Own Made(FieldDeclaration declared, int place)
    {
        var hasNumbers = declared.Type is FieldType.Number or FieldType.Date;
        return new(
            place, declared, Encoding.UTF8.GetBytes(declared.Name), hasNumbers && !declared.HasMany ? new NumericColumn() : null,
            hasNumbers && declared.HasMany ? new ManyColumn() : null);
    }

    private void Take(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value)
    {
        if (MemberList.Read(value) is not { } values)
        {
            TakeOne(field, name, value);
            return;
        }

        foreach (var one in values)
        {
            TakeOne(field, name, Encoding.UTF8.GetBytes(one));
        }
    }

    private void TakeOne(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IsEmpty)
        {
            return;
        }

        switch (field.Type)
        {
            case FieldType.Keyword when value.Length <= ArticleLimits.MaxValueBytes:
                facets.Add(name, value);
                return;
            case FieldType.Boolean when Ascii.EqualsIgnoreCase(value, "true"u8) || value.SequenceEqual("1"u8):
                facets.Add(name, "true"u8);
                return;
            case FieldType.Boolean when Ascii.EqualsIgnoreCase(value, "false"u8) || value.SequenceEqual("0"u8):
                facets.Add(name, "false"u8);
                return;
            case FieldType.Number when HasRoom && Utf8Parser.TryParse(value, out double read, out var used)
                && used == value.Length && double.IsFinite(read):
                Take(SortableNumber.Of(read));
                return;
            case FieldType.Date when HasRoom && ArticleDateReader.Default.TryRead(value, out var date, out _):
                Take(date.UnixSeconds);
                return;
            default:
                unread.Add((field.Name, Encoding.UTF8.GetString(value[..Math.Min(value.Length, 100)])));
                return;
        }
    }

    private bool HasRoom => many is not null || number is null;

    private void Take(long value)
    {
        if (many is not null)
        {
            many.Add(value);
        }
        else
        {
            number = value;
        }
    }

    /// <summary>A field.</summary>
    /// <param name="Place">Its place among all that were declared.</param>
    /// <param name="Declared">Its declaration.</param>
    /// <param name="Name">Its name in UTF-8.</param>
    /// <param name="Column">Its numbers, where an article has one.</param>
    /// <param name="Many">Its numbers, where an article may have several.</param>
    private sealed record Own(int Place, FieldDeclaration Declared, byte[] Name, NumericColumn? Column, ManyColumn? Many);
}
