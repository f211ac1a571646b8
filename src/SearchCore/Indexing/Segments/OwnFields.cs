using System.Buffers.Text;
using System.Text;
using System.Text.Json;

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
    private readonly (FieldDeclaration Declared, byte[] Name, NumericColumn? Column, ManyColumn? Many)[] fields;
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
        fields = [.. declared.Select(f => (
            f, Encoding.UTF8.GetBytes(f.Name),
            f is { Type: FieldType.Number or FieldType.Date, HasMany: false } ? new NumericColumn() : null,
            f is { Type: FieldType.Number or FieldType.Date, HasMany: true } ? new ManyColumn() : null))];
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
        for (var i = 0; i < fields.Length; i++)
        {
            var (declared, _, column, many) = fields[i];
            if (column is { HasAny: true } || many is { HasAny: true })
            {
                yield return (IndexSchema.NumberOf(i), IndexSchema.ColumnOf(declared.Name), column, many);
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
        foreach (var (declared, name, column, several) in fields)
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
        foreach (var (_, _, column, several) in fields)
        {
            column?.Clear();
            several?.Clear();
        }
    }

    private void Take(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'[', .., (byte)']'] || !TryTakeList(field, name, value))
        {
            TakeOne(field, name, value);
        }
    }

    // A list as JSON has it; a text in brackets that is none is one value.
    private bool TryTakeList(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            var values = new List<string>();
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                values.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan));
                reader.Skip();
            }

            foreach (var one in values)
            {
                TakeOne(field, name, Encoding.UTF8.GetBytes(one));
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
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
}
