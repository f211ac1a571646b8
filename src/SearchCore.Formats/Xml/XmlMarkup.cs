using System.Xml.Linq;

using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>XHTML as elements of a document, brought to text by the same rules as HTML.</summary>
internal static class XmlMarkup
{
    /// <summary>The text of what an element holds; null where there is none. Takes the elements' namespaces and attributes away.</summary>
    public static string? TextOf(XElement element)
    {
        var html = string.Concat(
            element.Nodes().Select(n => (n is XElement e ? Plain(e) : n).ToString(SaveOptions.DisableFormatting)));
        return HtmlText.Of(html) is { Length: > 0 } text ? text : null;
    }

    // With namespaces, their declarations would stand in every tag.
    private static XElement Plain(XElement element)
    {
        foreach (var inner in element.DescendantsAndSelf())
        {
            inner.Name = inner.Name.LocalName;
            inner.ReplaceAttributes();
        }

        return element;
    }
}
