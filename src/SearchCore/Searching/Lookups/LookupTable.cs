using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The number of each question in messages. A number is never given to another one.</summary>
internal static class LookupTable
{
    private static readonly (Type Type, Func<MessageReader, Lookup> Read)[] All =
    [
        (typeof(WrittenTerms), WrittenTerms.ReadFrom),
        (typeof(OtherWord), OtherWord.ReadFrom),
        (typeof(SpelledTerms), SpelledTerms.ReadFrom),
        (typeof(NearTerms), NearTerms.ReadFrom),
        (typeof(WordCounts), WordCounts.ReadFrom),
        (typeof(ValueCounts), ValueCounts.ReadFrom),
        (typeof(ScoringCounts), ScoringCounts.ReadFrom),
        (typeof(NamesOfEntity), NamesOfEntity.ReadFrom),
        (typeof(ArticleById), ArticleById.ReadFrom),
        (typeof(RowSynonyms), RowSynonyms.ReadFrom),
        (typeof(MembersOfArticles), _ => new MembersOfArticles()),
        (typeof(FormsOfTerm), FormsOfTerm.ReadFrom),
        (typeof(NearValues), NearValues.ReadFrom),
        (typeof(WordsStarting), WordsStarting.ReadFrom),
        (typeof(SpellingsOfWords), SpellingsOfWords.ReadFrom),
        (typeof(ValuesStarting), ValuesStarting.ReadFrom),
        (typeof(TermsStarting), TermsStarting.ReadFrom),
        (typeof(ShinglesOfArticle), ShinglesOfArticle.ReadFrom),
        (typeof(NearArticles), NearArticles.ReadFrom),
        (typeof(ValuesInOrder), ValuesInOrder.ReadFrom),
        (typeof(OwnTextCounts), OwnTextCounts.ReadFrom),
    ];

    /// <summary>Writes a question with its number.</summary>
    public static void Write(MessageWriter writer, Lookup lookup)
    {
        writer.Number(Array.FindIndex(All, a => a.Type == lookup.GetType()));
        lookup.Write(writer);
    }

    /// <summary>Reads a question.</summary>
    /// <exception cref="MessageException">It is none that this version knows.</exception>
    public static Lookup Read(MessageReader reader) => reader.Number() is >= 0 and var number && number < All.Length
        ? All[number].Read(reader)
        : throw new MessageException("it asks something that this version does not know");
}
