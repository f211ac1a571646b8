using System.Xml.Linq;

using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>Elements by their local names: agencies declare a namespace, or none, or an old one.</summary>
internal static class Elements
{
    public static IEnumerable<XElement> All(this XElement element, string name) =>
        element.Descendants().Where(e => e.Name.LocalName == name);

    public static IEnumerable<XElement> Own(this XElement element, string name) =>
        element.Elements().Where(e => e.Name.LocalName == name);

    public static XElement? First(this XElement? element, string name) => element?.All(name).FirstOrDefault();

    public static XElement? Child(this XElement? element, string name) => element?.Own(name).FirstOrDefault();

    public static string? Value(this XElement? element, string name) =>
        element?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.Trim() : null;

    /// <summary>The text in one line; null where there is none.</summary>
    public static string? Line(this XElement? element) => InOneLine.OrNull(element?.Words());

    /// <summary>The text as it stands; where a line ends, a blank.</summary>
    public static string Words(this XElement element) => !element.HasElements ? element.Value
        : string.Concat(element.DescendantNodes().Select(
            n => n is XText text ? text.Value : n is XElement { Name.LocalName: "br" } ? " " : string.Empty));
}
