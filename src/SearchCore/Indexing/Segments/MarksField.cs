using System.Text;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Where the sentences and paragraphs of the bodies begin: two terms (<see cref="TextMarks"/>) whose positions are those of the body, so
/// that "in one sentence" is a question of positions alone. Some four bytes of postings for a hundred words. And the language of each
/// article: a term of its own (<see cref="TextAnalysis.LanguageTerm"/>) at the first position.
/// </summary>
/// <remarks>Not safe for use by two threads at a time.</remarks>
internal sealed class MarksField : ISegmentField
{
    private readonly List<TextAnalysis> languages = [];
    private byte[] languageOf = new byte[256];
    private int documents;
    private readonly PositionLists paragraphs = new();
    private readonly PositionLists sentences = new();

    public FieldDefinition Definition => FieldTable.BodyMarks;

    public bool IsPresent => documents > 0;

    public bool HasTerms => documents > 0;

    /// <summary>The memory it holds.</summary>
    public long Bytes => paragraphs.Bytes + sentences.Bytes + languageOf.Length;

    /// <summary>Notes what begins at a position of the current article.</summary>
    public void Add(TextBreak what, int position)
    {
        if (what != TextBreak.None)
        {
            sentences.Add(position);
        }

        if (what == TextBreak.Paragraph)
        {
            paragraphs.Add(position);
        }
    }

    /// <summary>Notes the language of the current article, once.</summary>
    public void Add(TextAnalysis language)
    {
        var number = languages.IndexOf(language);
        if (number < 0)
        {
            number = languages.Count;
            languages.Add(language);
        }

        if (documents == languageOf.Length)
        {
            Array.Resize(ref languageOf, Capacity.For(documents + 1));
        }

        languageOf[documents++] = (byte)number;
    }

    /// <summary>Ends the body of the current article.</summary>
    public void EndDocument()
    {
        sentences.EndDocument();
        paragraphs.EndDocument();
    }

    public void Clear()
    {
        documents = 0;
        languages.Clear();
        sentences.Clear();
        paragraphs.Clear();
    }

    public void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary)
    {
        // In the order of the terms: "/de/", "/en/", then paragraphs "p" and sentences "s".
        dictionary.StartField(field);
        foreach (var language in languages.OrderBy(language => language.LanguageTerm, StringComparer.Ordinal))
        {
            var number = languages.IndexOf(language);
            postings.StartTerm(withPositions: true);
            for (var document = 0; document < documents; document++)
            {
                if (languageOf[document] == number)
                {
                    postings.AddDocument(document, 0, [0]);
                }
            }

            dictionary.Add(Encoding.ASCII.GetBytes(language.LanguageTerm), postings.FinishTerm());
        }

        WriteTerm([TextMarks.Paragraph], paragraphs, postings, dictionary);
        WriteTerm([TextMarks.Sentence], sentences, postings, dictionary);
        dictionary.FinishField(documents);
    }

    private static void WriteTerm(ReadOnlySpan<byte> term, PositionLists lists, PostingsEncoder postings, TermDictionary dictionary)
    {
        if (lists.DocumentsWithAny == 0)
        {
            return;
        }

        postings.StartTerm(withPositions: true);
        for (var document = 0; document < lists.Documents; document++)
        {
            if (lists[document] is { IsEmpty: false } positions)
            {
                postings.AddDocument(document, 0, positions);
            }
        }

        dictionary.Add(term, postings.FinishTerm());
    }

    /// <summary>A list of positions for each article, one after the other in an array that is kept.</summary>
    private sealed class PositionLists
    {
        private int[] positions = new int[256];
        private int[] starts = new int[256];
        private int count;

        public int Documents { get; private set; }

        public int DocumentsWithAny { get; private set; }

        public long Bytes => (positions.Length + starts.Length) * (long)sizeof(int);

        public ReadOnlySpan<int> this[int document] => positions.AsSpan(starts[document]..starts[document + 1]);

        public void Add(int position)
        {
            if (count == positions.Length)
            {
                Array.Resize(ref positions, Capacity.For(count + 1));
            }

            positions[count++] = position;
        }

        public void EndDocument()
        {
            DocumentsWithAny += count > starts[Documents] ? 1 : 0;
            if (++Documents == starts.Length)
            {
                Array.Resize(ref starts, Capacity.For(Documents + 1));
            }

            starts[Documents] = count;
        }

        public void Clear() => count = Documents = DocumentsWithAny = 0;
    }
}
