using System.Buffers;
using System.Text;
using System.Text.Unicode;

using SearchCore.Articles;
using SearchCore.Entities;

namespace SearchCore.Indexing;

/// <summary>Runs a recognizer over articles and keeps each entity once. One instance serves one worker.</summary>
internal sealed class EntityCollector(IEntityRecognizer? recognizer)
{
    private readonly List<EntityMention> mentions = [];
    private readonly List<EntityName> found = [];
    private readonly HashSet<EntityName> seen = [];
    private char[] text = new char[32 * 1024];

    /// <summary>What the articles had recognized before; null where that is still to do.</summary>
    public IRecognizedBefore? Before { get; set; }

    /// <summary>How many mentions were recognized so far.</summary>
    public long Mentions { get; private set; }

    /// <summary>
    /// The entities of an article's text, distinct, in order of appearance, but for kinds the article brings itself:
    /// what comes with an article wins. Valid until the next call.
    /// </summary>
    public IReadOnlyList<EntityName> Collect(ArticleBuffer article)
    {
        if (Before is not null)
        {
            return Before.Recognized;
        }

        found.Clear();
        if (recognizer is null)
        {
            return found;
        }

        mentions.Clear();
        seen.Clear();
        recognizer.Recognize(Decode(article), mentions);
        foreach (var mention in mentions)
        {
            var entity = new EntityName(mention.Kind, mention.Name);
            if (!IsGiven(article, mention.Kind) && seen.Add(entity))
            {
                found.Add(entity);
            }
        }

        Mentions += mentions.Count;
        return found;
    }

    private static bool IsGiven(ArticleBuffer article, string kind)
    {
        Span<byte> utf8 = stackalloc byte[EntityKinds.MaxLength * 3];
        var name = utf8[..Encoding.UTF8.GetBytes(kind.AsSpan(0, Math.Min(kind.Length, EntityKinds.MaxLength)), utf8)];
        foreach (var (given, _) in article.Entities)
        {
            if (article[given].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    // The title, the body, and what a clipping's photo credits say: who is pictured is who it is about.
    private ReadOnlySpan<char> Decode(ArticleBuffer article)
    {
        var length = Append(article[article.Title], 0);
        length = AppendParagraph(article[article.Body], length);
        foreach (var (name, value) in article.Members)
        {
            if (article[name].SequenceEqual("photo"u8))
            {
                length = AppendParagraph(article[value], length);
            }
        }

        return text.AsSpan(0, length);
    }

    private int AppendParagraph(ReadOnlySpan<byte> utf8, int at)
    {
        if (at > 0)
        {
            text[at++] = '\n';
            text[at++] = '\n';
        }

        return Append(utf8, at);
    }

    // Leaves room for the blank line of a paragraph behind it.
    private int Append(ReadOnlySpan<byte> utf8, int at)
    {
        if (text.Length < at + utf8.Length + 2)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, at + utf8.Length + 2));
        }

        var status = Utf8.ToUtf16(utf8, text.AsSpan(at), out _, out var written, replaceInvalidSequences: true, isFinalBlock: true);
        return status == OperationStatus.Done ? at + written : throw new InvalidOperationException($"UTF-8 to UTF-16 ended in {status}.");
    }
}
