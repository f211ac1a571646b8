using System.Text;
using System.Xml;
using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>
/// Reads the elements of a document one after the other, whatever its size: no document type is heeded, nothing is resolved or fetched, and
/// nothing that is longer than a record may be is held.
/// </summary>
internal sealed class XmlElements : IDisposable
{
    // An element costs memory beside its text.
    private const int Head = 512, MostDepth = 256, MostOpen = 1_000_000, CostOfElement = 16, Piece = 8 * 1024;

    private readonly char[] piece = new char[Piece];
    private readonly BoundedText text;
    private readonly XmlReader reader;
    private readonly long most;
    private TextRepairs repairs = new();

    /// <summary>Opens an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="most">The longest record, in characters.</param>
    public XmlElements(ByteInput input, long most)
    {
        this.most = most;
        var encoding = TextEncodings.OfXml(input.Peek(Head));
        text = new(new GuessedReader(input, encoding), most);
        reader = XmlReader.Create(text, new XmlReaderSettings
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

    /// <summary>The local name of the element at which it stands.</summary>
    public string Name => reader.LocalName;

    /// <summary>How many elements it stands in.</summary>
    public int Depth => reader.Depth;

    /// <summary>An attribute of the element at which it stands; null where it has none of the name.</summary>
    public string? Attribute(string name) => reader.GetAttribute(name);

    /// <summary>Goes on to the next element; false at the end.</summary>
    public bool Next()
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Takes the element at which it stands, to its end tag. What is nested deeper than any document of people is text of the element above
    /// it, so that nothing that goes through a document can exhaust the stack.
    /// </summary>
    /// <param name="closed">
    /// Called for each element in it that has ended, with the one around it; what it takes away needs not be held. Gives back how many
    /// characters that was.
    /// </param>
    /// <returns>The element; null where it is longer than a record may be. Then it was passed over.</returns>
    public XElement? Take(Func<XElement, long>? closed = null)
    {
        var size = 0L;
        repairs = new();
        var top = Element(ref size);
        if (reader.IsEmptyElement)
        {
            return top;
        }

        var (open, beyond, isTooLong) = (new Stack<XElement>([top]), 0, false);
        while (Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count >= MostDepth || isTooLong:
                    beyond += reader.IsEmptyElement ? 0 : 1;
                    break;
                case XmlNodeType.Element:
                    var element = Element(ref size);
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
                    var ended = open.Pop();
                    if (open.Count == 0)
                    {
                        return isTooLong ? null : top;
                    }

                    size -= isTooLong ? 0 : closed?.Invoke(ended) ?? 0;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    AddText(open.Peek(), isTooLong ? long.MaxValue : most - size, ref size);
                    break;
            }

            if (!isTooLong && size > most)
            {
                isTooLong = true;
                top.RemoveNodes();
            }
        }

        return isTooLong ? null : top;
    }

    /// <summary>What is to be said of the letters of the element that was taken last.</summary>
    public IReadOnlyList<RecordNotice> Repairs => repairs.Notices;

    /// <summary>What an element counts for against the length of a record.</summary>
    public static long SizeOf(XElement element) =>
        element.DescendantsAndSelf().Sum(e => CostOfElement + e.Name.LocalName.Length
            + e.Attributes().Sum(a => (long)a.Name.LocalName.Length + a.Value.Length)
            + e.Nodes().OfType<XText>().Sum(t => (long)t.Value.Length));

    public void Dispose() => reader.Dispose();

    private bool Read()
    {
        text.Begin();
        return reader.Depth <= MostOpen ? reader.Read()
            : throw new InvalidDataException($"its elements are nested deeper than {MostOpen:N0} levels");
    }

    // Text of any length is taken piece by piece, so that what is too long is never held.
    private void AddText(XElement element, long left, ref long size)
    {
        if (left == long.MaxValue)
        {
            return;
        }

        var value = new StringBuilder();
        for (int read; left >= 0 && (read = reader.ReadValueChunk(piece, 0, piece.Length)) > 0; left -= read)
        {
            text.Begin();
            value.Append(piece, 0, read);
            size += read;
        }

        element.Add(new XText(repairs.Settle(value.ToString())));
    }

    private XElement Element(ref long size)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        size += CostOfElement + reader.LocalName.Length;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), repairs.Settle(reader.Value));
                size += reader.Name.Length + reader.Value.Length;
            }
        }

        reader.MoveToElement();
        return element;
    }
}
