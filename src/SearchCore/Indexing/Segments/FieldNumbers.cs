using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The numbers of the fields: their places in <see cref="FieldNames.All"/>, the same in every segment.</summary>
internal static class FieldNumbers
{
    public static readonly int
        Id = Of(FieldNames.Id), Title = Of(FieldNames.Title), Body = Of(FieldNames.Body), Published = Of(FieldNames.Published),
        Facet = Of(FieldNames.Facet), Sequence = Of(FieldNames.Sequence), Source = Of(FieldNames.Source), Url = Of(FieldNames.Url),
        Section = Of(FieldNames.Section), Language = Of(FieldNames.Language), Author = Of(FieldNames.Author), Tag = Of(FieldNames.Tag),
        Entity = Of(FieldNames.Entity), Recognized = Of(FieldNames.Recognized), Member = Of(FieldNames.Member);

    private static int Of(string name)
    {
        for (var number = 0; number < FieldNames.All.Count; number++)
        {
            if (FieldNames.All[number] == name)
            {
                return number;
            }
        }

        throw new ArgumentException($"There is no field '{name}'.", nameof(name));
    }
}
