namespace SearchCore.Entities.Recognition;

/// <summary>What a candidate was decided to be.</summary>
internal enum Verdict : byte
{
    None,
    Person,
    Organization,
    Place,
}
