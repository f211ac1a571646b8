using System.Buffers;
using System.Text;
using System.Text.Unicode;

using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Schema;

namespace SearchCore.Indexing;

/// <summary>Runs a recognizer over articles and keeps each entity once. One instance serves one worker.</summary>
internal sealed class EntityCollector(IEntityRecognizer? recognizer)
{
    private readonly List<EntityMention> mentions = [];
    private readonly List<EntityName> found = [];
    private readonly List<EntityMention> refused = [];
    private readonly Dictionary<EntityName, int> seen = [];
    private readonly MentionCode places = new();
    private int titleEnd;
    private int bodyStart;
    private int bodyEnd;
    private char[] text = new char[32 * 1024];

    /// <summary>What the articles had recognized before; null where that is still to do.</summary>
    public IRecognizedBefore? Before { get; set; }

    /// <summary>How many mentions were recognized so far.</summary>
    public long Mentions { get; private set; }

    /// <summary>
    /// Mentions of the last call's article that were left out, because their kind or name is none that an article may have. Only a
    /// recognizer of somebody's own gives such.
    /// </summary>
    public IReadOnlyList<EntityMention> Refused => refused;

    /// <summary>Where the article of the last call mentions what was found in it, as it is stored. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Places => recognizer is null ? [] : places.Value;

    /// <summary>
    /// The entities of an article's text, distinct, in order of appearance, but for kinds the article brings itself: what comes with an
    /// article wins. Valid until the next call.
    /// </summary>
    public IReadOnlyList<EntityName> Collect(ArticleBuffer article)
    {
        refused.Clear();
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
        places.Start();
        var inBody = false;
        foreach (var mention in mentions)
        {
            if (!EntityKinds.IsValid(mention.Kind) || !IsName(mention.Name))
            {
                refused.Add(mention);
                continue;
            }

            if (!inBody && mention.Start >= bodyStart)
            {
                places.StartBody();
                inBody = true;
            }

            if (IsGiven(article, mention.Kind))
            {
                continue;
            }

            var entity = new EntityName(mention.Kind, mention.Name);
            if (!seen.TryGetValue(entity, out var number))
            {
                number = found.Count;
                seen.Add(entity, number);
                found.Add(entity);
            }

            Place(number, mention, inBody);
        }

        Mentions += mentions.Count - refused.Count;
        return found;
    }

    // What a caption mentions has no place in the title or the body, and so has what a recognizer of somebody's own puts across both.
    private void Place(int number, EntityMention mention, bool inBody)
    {
        if (mention.End <= (inBody ? bodyEnd : titleEnd))
        {
            places.Add(number, mention.Start - (inBody ? bodyStart : 0), mention.End - (inBody ? bodyStart : 0));
        }
    }

    private static bool IsName(string name) =>
        !string.IsNullOrWhiteSpace(name) && Encoding.UTF8.GetByteCount(name) <= ArticleLimits.MaxValueBytes;

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
        titleEnd = length;
        bodyStart = length == 0 ? 0 : length + 2;
        bodyEnd = length = AppendParagraph(article[article.Body], length);
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

    // Leaves room for the blank line of a paragraph after it.
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
