namespace SearchCore.Entities.Recognition;

/// <summary>Features as lists of rules.</summary>
internal static class FeatureRules
{
    /// <summary>A feature under a condition, none without it.</summary>
    public static Features When(bool condition, Features feature) => condition ? feature : Features.None;
}
