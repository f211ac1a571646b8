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
    private readonly (FieldDeclaration Declared, byte[] Name, NumericColumn? Column)[] fields;
    private readonly FacetFields facets;
    private readonly List<(string Field, string Value)> unread = [];

    /// <summary>Makes them empty.</summary>
    /// <param name="declared">The fields.</param>
    /// <param name="facets">Where facet values go.</param>
    public OwnFields(IReadOnlyList<FieldDeclaration> declared, FacetFields facets)
    {
        this.facets = facets;
        fields = [.. declared.Select(f => (
            f, Encoding.UTF8.GetBytes(f.Name), f.Type is FieldType.Number or FieldType.Date ? new NumericColumn() : null))];
    }

    /// <summary>Values of the last article that are not of their field's type, and so cannot be searched for.</summary>
    public IReadOnlyList<(string Field, string Value)> Unread => unread;

    /// <summary>The memory it holds.</summary>
    public long Bytes => fields.Sum(f => f.Column?.Bytes ?? 0);

    /// <summary>The columns, each with its field's number and name in the segment.</summary>
    public IEnumerable<(int Number, string Name, NumericColumn Column)> Columns()
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Column is { HasAny: true } column)
            {
                yield return (IndexSchema.NumberOf(i), IndexSchema.ColumnOf(fields[i].Declared.Name), column);
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
        foreach (var (declared, name, column) in fields)
        {
            long? number = null;
            foreach (var (memberName, memberValue) in article.Members)
            {
                if (article[memberName].SequenceEqual(name))
                {
                    Take(declared, name, article[memberValue], ref number);
                }
            }

            column?.Add(number);
        }
    }

    public void Clear()
    {
        foreach (var (_, _, column) in fields)
        {
            column?.Clear();
        }
    }

    private void Take(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value, ref long? number)
    {
        if (value is not [(byte)'[', .., (byte)']'] || !TryTakeList(field, name, value, ref number))
        {
            TakeOne(field, name, value, ref number);
        }
    }

    // A list as JSON has it; a text in brackets that is none is one value.
    private bool TryTakeList(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value, ref long? number)
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
                TakeOne(field, name, Encoding.UTF8.GetBytes(one), ref number);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void TakeOne(FieldDeclaration field, byte[] name, ReadOnlySpan<byte> value, ref long? number)
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
            case FieldType.Number when number is null && Utf8Parser.TryParse(value, out double read, out var used)
                && used == value.Length && double.IsFinite(read):
                number = SortableNumber.Of(read);
                return;
            case FieldType.Date when number is null && ArticleDateReader.Default.TryRead(value, out var date, out _):
                number = date.UnixSeconds;
                return;
            default:
                unread.Add((field.Name, Encoding.UTF8.GetString(value[..Math.Min(value.Length, 100)])));
                return;
        }
    }
}
