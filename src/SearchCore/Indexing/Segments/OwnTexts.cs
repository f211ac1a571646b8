using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// The texts of an archive's own in a segment: fields of words, as title and body are; a column of their lengths have those that words
/// alone are looked for in.
/// </summary>
/// <remarks>Not safe for use by two threads at a time.</remarks>
/// <param name="schema">What the index is made to hold.</param>
/// <param name="table">The terms that memos make of words.</param>
internal sealed class OwnTexts(IndexSchema schema, TermTable table)
{
    private readonly Text[] texts = [.. schema.Texts.Select(t => new Text(Encoding.UTF8.GetBytes(t.Name), new(t.Definition, table)))];

    /// <summary>Their postings, in the order of their declaration.</summary>
    public IEnumerable<TextPostings> Postings => texts.Select(t => t.Postings);

    /// <summary>The memory that they need, with what inverting them will take.</summary>
    public long Bytes => texts.Sum(t => (t.Postings.Field.Log.Count * (long)sizeof(int)) + t.Postings.Field.InversionBytes);

    /// <summary>Adds an article's.</summary>
    /// <param name="article">The article.</param>
    /// <param name="memo">What words of its language become.</param>
    public void Add(ArticleBuffer article, TermMemo memo)
    {
        foreach (var (name, postings) in texts)
        {
            ReadOnlySpan<byte> text = [];
            foreach (var (memberName, memberValue) in article.Members)
            {
                if (article[memberName].SequenceEqual(name))
                {
                    text = article[memberValue];
                    text = MemberList.AsText(text) is { } list ? Encoding.UTF8.GetBytes(list) : text;
                    break;
                }
            }

            postings.Add(text, memo);
        }
    }

    public void Clear()
    {
        foreach (var (_, postings) in texts)
        {
            postings.Field.Clear();
        }
    }

    /// <summary>A field: its name as an article has it, and its words.</summary>
    private sealed record Text(byte[] Name, TextPostings Postings);
}
