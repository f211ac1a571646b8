using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SearchCore.Web.Pages;

/// <summary>
/// Writes HTML. Names of elements and attributes are ours; whatever else is written is encoded, so that no text of an archive or an address
/// becomes markup. Not thread-safe.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder written = new(8_192);

    /// <summary>Begins an element. Attributes whose value is null are left out; an empty value is an attribute without one.</summary>
    public HtmlWriter Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        written.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                written.Append(' ').Append(attribute).Append("=\"").Append(Encoder.Encode(value)).Append('"');
            }
        }

        written.Append('>');
        return this;
    }

    /// <summary>Ends an element.</summary>
    public HtmlWriter Close(string name)
    {
        written.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>A whole element that holds text.</summary>
    public HtmlWriter Element(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>Text.</summary>
    public HtmlWriter Text(string? text)
    {
        if (text is not null)
        {
            written.Append(Encoder.Encode(text));
        }

        return this;
    }

    /// <summary>
    /// Text of which ranges are marked. They are in order and do not overlap; what is no range of the part is passed over.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="marks">Ranges of the whole text.</param>
    /// <param name="start">Where the part begins that is written.</param>
    /// <param name="end">Where it ends (exclusive).</param>
    public HtmlWriter Marked(string text, IEnumerable<TextRange> marks, int start, int end)
    {
        var at = start;
        foreach (var mark in marks)
        {
            var (from, to) = (Math.Max(mark.Start, at), Math.Min(mark.End, end));
            if (from < to)
            {
                Text(text[at..from]).Element("mark", text[from..to]);
                at = to;
            }
        }

        return Text(text[at..end]);
    }

    /// <summary>What a browser reads before everything else.</summary>
    public HtmlWriter Doctype()
    {
        written.Append("<!doctype html>");
        return this;
    }

    public override string ToString() => written.ToString();
}
