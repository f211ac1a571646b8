namespace SearchCore.Schema;

/// <summary>The names of the fields in the index. What each of them is stands in <see cref="FieldTable"/>.</summary>
internal static class FieldNames
{
    public const string Id = "id", Title = "title", Body = "body", Published = "published", Facet = "facet", Sequence = "_seq",
        Source = "source", Url = "url", Section = "section", Language = "lang", Author = "author", Tag = "tag", Entity = "entity",
        Recognized = "recognized",
        Member = "member", BodyMarks = "body_marks";
}
