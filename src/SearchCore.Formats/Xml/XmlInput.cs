using System.Buffers;
using System.Xml;
using System.Xml.Linq;

using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>Reading XML safely: no document type is heeded, nothing is resolved or fetched.</summary>
internal static class XmlInput
{
    private const int Head = 512, MostDepth = 256;

    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n/>");

    /// <summary>The local name of a document's first element; null where the text is no XML.</summary>
    public static string? RootOf(InputHead head)
    {
        if (head.Failure is not null || head.Text.TrimStart(" \t\r\n"u8) is not [(byte)'<', ..])
        {
            return null;
        }

        var text = TextEncodings.OfXml(head.Text).GetString(head.Text);
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0 && at + 1 < text.Length;)
        {
            var end = text[at + 1] switch
            {
                '?' => text.IndexOf("?>", at, StringComparison.Ordinal),
                '!' when text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal) => text.IndexOf("-->", at, StringComparison.Ordinal),
                '!' => EndOfDocumentType(text, at),
                _ => -2,
            };
            if (end == -2)
            {
                var name = text.AsSpan(at + 1);
                var length = name.IndexOfAny(EndOfName);
                name = length < 0 ? name : name[..length];
                return name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') ? null : name[(name.IndexOf(':') + 1)..].ToString();
            }

            if (end < 0)
            {
                return null;
            }

            at = end + 1;
        }

        return null;
    }

    /// <summary>A reader of an input.</summary>
    public static XmlReader Open(ByteInput input)
    {
        var encoding = TextEncodings.OfXml(input.Peek(Head));
        var text = new StreamReader(new InputStream(input), encoding, detectEncodingFromByteOrderMarks: false);
        return XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
            MaxCharactersFromEntities = 1024 * 1024,
            CloseInput = true,
        });
    }

    /// <summary>Reads to the next element that is wanted and takes it; null at the end.</summary>
    public static XElement? Next(XmlReader reader, Func<string, bool> wants)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && wants(reader.LocalName))
            {
                return Take(reader);
            }
        }

        return null;
    }

    /// <summary>
    /// Takes the element at which a reader stands, to its end tag. What is nested deeper than any document of people is text of the
    /// element above it, so that nothing that goes through a document can exhaust the stack.
    /// </summary>
    public static XElement Take(XmlReader reader)
    {
        var top = Element(reader);
        if (reader.IsEmptyElement)
        {
            return top;
        }

        var (open, beyond) = (new Stack<XElement>([top]), 0);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count >= MostDepth:
                    beyond += reader.IsEmptyElement ? 0 : 1;
                    break;
                case XmlNodeType.Element:
                    var element = Element(reader);
                    open.Peek().Add(element);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement when beyond > 0:
                    beyond--;
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    if (open.Count == 0)
                    {
                        return top;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open.Peek().Add(new XText(reader.Value));
                    break;
            }
        }

        return top;
    }

    private static XElement Element(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
            }
        }

        reader.MoveToElement();
        return element;
    }

    private static int EndOfDocumentType(string text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (text[i] == '>' && depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
