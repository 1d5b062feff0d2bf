"""The look: base templates, form and table parts, styles and scripts. Knows no model."""
