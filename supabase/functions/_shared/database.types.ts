export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      account_invites: {
        Row: {
          accepted_at: string | null;
          account_id: string;
          begun_at: string | null;
          created_at: string;
          email: string;
          expires_at: string;
          id: string;
          invited_by: string | null;
          locale: string;
          role: Database['public']['Enums']['account_role'];
          sent_at: string;
          withdrawn_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          account_id: string;
          begun_at?: string | null;
          created_at?: string;
          email: string;
          expires_at: string;
          id?: string;
          invited_by?: string | null;
          locale: string;
          role: Database['public']['Enums']['account_role'];
          sent_at?: string;
          withdrawn_at?: string | null;
        };
        Update: {
          accepted_at?: string | null;
          account_id?: string;
          begun_at?: string | null;
          created_at?: string;
          email?: string;
          expires_at?: string;
          id?: string;
          invited_by?: string | null;
          locale?: string;
          role?: Database['public']['Enums']['account_role'];
          sent_at?: string;
          withdrawn_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'account_invites_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'account_invites_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      account_members: {
        Row: {
          account_id: string;
          created_at: string;
          role: Database['public']['Enums']['account_role'];
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          created_at?: string;
          role: Database['public']['Enums']['account_role'];
          user_id: string;
        };
        Update: {
          account_id?: string;
          created_at?: string;
          role?: Database['public']['Enums']['account_role'];
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'account_members_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'account_members_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      accounts: {
        Row: {
          business_id: string;
          closed_at: string | null;
          company_name: string;
          contact_name: string;
          country: string;
          created_at: string;
          email: string;
          id: string;
          legacy_email: string | null;
          locale: string;
          merged_into: string | null;
          terms_accepted_at: string;
        };
        ComputedFields: never;
        Insert: {
          business_id: string;
          closed_at?: string | null;
          company_name: string;
          contact_name: string;
          country: string;
          created_at?: string;
          email: string;
          id?: string;
          legacy_email?: string | null;
          locale?: string;
          merged_into?: string | null;
          terms_accepted_at: string;
        };
        Update: {
          business_id?: string;
          closed_at?: string | null;
          company_name?: string;
          contact_name?: string;
          country?: string;
          created_at?: string;
          email?: string;
          id?: string;
          legacy_email?: string | null;
          locale?: string;
          merged_into?: string | null;
          terms_accepted_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'accounts_country_fkey';
            columns: ['country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
          {
            foreignKeyName: 'accounts_merged_into_fkey';
            columns: ['merged_into'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'accounts_merged_into_fkey';
            columns: ['merged_into'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      bank_accounts: {
        Row: {
          account_id: string;
          account_number: string | null;
          bic: string | null;
          currency: string;
          holder: string;
          iban: string | null;
          learned_at: string;
          sort_code: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          account_number?: string | null;
          bic?: string | null;
          currency: string;
          holder: string;
          iban?: string | null;
          learned_at?: string;
          sort_code?: string | null;
        };
        Update: {
          account_id?: string;
          account_number?: string | null;
          bic?: string | null;
          currency?: string;
          holder?: string;
          iban?: string | null;
          learned_at?: string;
          sort_code?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'bank_accounts_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'bank_accounts_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      billing_profiles: {
        Row: {
          account_id: string;
          address_line1: string;
          address_line2: string | null;
          city: string;
          country: string;
          e_invoice_address: string | null;
          invoice_email: string;
          legal_name: string;
          postal_code: string;
          reference: string | null;
          updated_at: string;
          vat_id: string | null;
          vat_id_checked_at: string | null;
          vat_id_name: string | null;
          vat_id_state: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          address_line1: string;
          address_line2?: string | null;
          city: string;
          country: string;
          e_invoice_address?: string | null;
          invoice_email: string;
          legal_name: string;
          postal_code: string;
          reference?: string | null;
          updated_at?: string;
          vat_id?: string | null;
          vat_id_checked_at?: string | null;
          vat_id_name?: string | null;
          vat_id_state?: string | null;
        };
        Update: {
          account_id?: string;
          address_line1?: string;
          address_line2?: string | null;
          city?: string;
          country?: string;
          e_invoice_address?: string | null;
          invoice_email?: string;
          legal_name?: string;
          postal_code?: string;
          reference?: string | null;
          updated_at?: string;
          vat_id?: string | null;
          vat_id_checked_at?: string | null;
          vat_id_name?: string | null;
          vat_id_state?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'billing_profiles_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'billing_profiles_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'billing_profiles_country_fkey';
            columns: ['country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
        ];
      };
      countries: {
        Row: {
          code: string;
          currency: string | null;
          is_member_country: boolean;
          time_zone: string | null;
        };
        ComputedFields: never;
        Insert: {
          code: string;
          currency?: string | null;
          is_member_country?: boolean;
          time_zone?: string | null;
        };
        Update: {
          code?: string;
          currency?: string | null;
          is_member_country?: boolean;
          time_zone?: string | null;
        };
        Relationships: [];
      };
      credit_notes: {
        Row: {
          account_id: string;
          currency: string;
          id: string;
          invoice_id: string;
          issued_at: string;
          issued_on: string;
          lines: NonNullable<Json>;
          memo: string | null;
          mirrored_at: string;
          number: string;
          pdf_url: string | null;
          status: string;
          stripe_credit_note_id: string;
          subtotal_minor: number;
          tax_minor: number;
          taxes: NonNullable<Json>;
          to_balance_minor: number;
          total_minor: number;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          currency: string;
          id?: string;
          invoice_id: string;
          issued_at: string;
          issued_on: string;
          lines?: NonNullable<Json>;
          memo?: string | null;
          mirrored_at?: string;
          number: string;
          pdf_url?: string | null;
          status: string;
          stripe_credit_note_id: string;
          subtotal_minor: number;
          tax_minor: number;
          taxes?: NonNullable<Json>;
          to_balance_minor?: number;
          total_minor: number;
        };
        Update: {
          account_id?: string;
          currency?: string;
          id?: string;
          invoice_id?: string;
          issued_at?: string;
          issued_on?: string;
          lines?: NonNullable<Json>;
          memo?: string | null;
          mirrored_at?: string;
          number?: string;
          pdf_url?: string | null;
          status?: string;
          stripe_credit_note_id?: string;
          subtotal_minor?: number;
          tax_minor?: number;
          taxes?: NonNullable<Json>;
          to_balance_minor?: number;
          total_minor?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'credit_notes_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'credit_notes_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'credit_notes_invoice_id_fkey';
            columns: ['invoice_id'];
            isOneToOne: false;
            referencedRelation: 'invoices';
            referencedColumns: ['id'];
          },
        ];
      };
      dealers: {
        Row: {
          country: string;
          id: string;
          is_active: boolean;
          name: string;
        };
        ComputedFields: never;
        Insert: {
          country: string;
          id?: string;
          is_active?: boolean;
          name: string;
        };
        Update: {
          country?: string;
          id?: string;
          is_active?: boolean;
          name?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dealers_country_fkey';
            columns: ['country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
        ];
      };
      dispute_sides: {
        Row: {
          account_id: string;
          closed_at: string | null;
          dispute_id: string;
          id: string;
          opened_at: string;
          outcome: string | null;
          product_id: string;
          side: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          closed_at?: string | null;
          dispute_id: string;
          id?: string;
          opened_at?: string;
          outcome?: string | null;
          product_id: string;
          side: string;
        };
        Update: {
          account_id?: string;
          closed_at?: string | null;
          dispute_id?: string;
          id?: string;
          opened_at?: string;
          outcome?: string | null;
          product_id?: string;
          side?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'dispute_sides_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'dispute_sides_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'dispute_sides_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'product_overview';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'dispute_sides_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'products';
            referencedColumns: ['id'];
          },
        ];
      };
      invitations: {
        Row: {
          account_id: string;
          balance: number;
          invited_at: string;
          threshold: number;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          balance: number;
          invited_at?: string;
          threshold: number;
        };
        Update: {
          account_id?: string;
          balance?: number;
          invited_at?: string;
          threshold?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'invitations_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'invitations_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      invoice_corrections: {
        Row: {
          account_id: string;
          credit_first: boolean;
          due_on: string | null;
          error: string | null;
          finished_at: string | null;
          first_issued_on: string;
          id: string;
          new_invoice_id: string | null;
          old_invoice_id: string;
          released_at: string | null;
          requested_at: string;
          requested_by: string | null;
          state: string;
          stripe_invoice_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          credit_first: boolean;
          due_on?: string | null;
          error?: string | null;
          finished_at?: string | null;
          first_issued_on: string;
          id?: string;
          new_invoice_id?: string | null;
          old_invoice_id: string;
          released_at?: string | null;
          requested_at?: string;
          requested_by?: string | null;
          state?: string;
          stripe_invoice_id?: string | null;
        };
        Update: {
          account_id?: string;
          credit_first?: boolean;
          due_on?: string | null;
          error?: string | null;
          finished_at?: string | null;
          first_issued_on?: string;
          id?: string;
          new_invoice_id?: string | null;
          old_invoice_id?: string;
          released_at?: string | null;
          requested_at?: string;
          requested_by?: string | null;
          state?: string;
          stripe_invoice_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'invoice_corrections_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'invoice_corrections_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invoice_corrections_new_invoice_id_fkey';
            columns: ['new_invoice_id'];
            isOneToOne: false;
            referencedRelation: 'invoices';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invoice_corrections_old_invoice_id_fkey';
            columns: ['old_invoice_id'];
            isOneToOne: false;
            referencedRelation: 'invoices';
            referencedColumns: ['id'];
          },
        ];
      };
      invoice_lines: {
        Row: {
          account_id: string;
          amount_minor: number;
          description: string | null;
          invoice_id: string;
          period_ends_on: string | null;
          period_starts_on: string | null;
          position: number;
          quantity: number;
          stripe_line_id: string;
          tax_minor: number;
          tax_rate: number | null;
          tax_reason: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          amount_minor: number;
          description?: string | null;
          invoice_id: string;
          period_ends_on?: string | null;
          period_starts_on?: string | null;
          position: number;
          quantity: number;
          stripe_line_id: string;
          tax_minor: number;
          tax_rate?: number | null;
          tax_reason?: string | null;
        };
        Update: {
          account_id?: string;
          amount_minor?: number;
          description?: string | null;
          invoice_id?: string;
          period_ends_on?: string | null;
          period_starts_on?: string | null;
          position?: number;
          quantity?: number;
          stripe_line_id?: string;
          tax_minor?: number;
          tax_rate?: number | null;
          tax_reason?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'invoice_lines_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'invoice_lines_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invoice_lines_invoice_id_fkey';
            columns: ['invoice_id'];
            isOneToOne: false;
            referencedRelation: 'invoices';
            referencedColumns: ['id'];
          },
        ];
      };
      invoices: {
        Row: {
          account_id: string;
          amount_due_minor: number;
          amount_paid_minor: number;
          amount_remaining_minor: number;
          balance_used_minor: number;
          corrects: string | null;
          created_at: string;
          credited_minor: number;
          currency: string;
          customer_address: Json | null;
          customer_email: string | null;
          customer_name: string | null;
          customer_tax_ids: Json | null;
          due_at: string | null;
          due_on: string | null;
          e_invoice_address: string | null;
          extended_to: string | null;
          footer: string | null;
          frozen_at: string | null;
          hosted_url: string | null;
          id: string;
          issued_at: string | null;
          issued_on: string | null;
          membership_id: string | null;
          mirrored_at: string;
          number: string | null;
          overpaid_minor: number;
          paid_at: string | null;
          paid_on: string | null;
          payment_account: Json | null;
          pdf_url: string | null;
          printed_due_on: string | null;
          reference: string | null;
          seller: Json | null;
          status: string;
          stripe_invoice_id: string;
          subtotal_minor: number;
          tax_minor: number;
          taxes: Json | null;
          total_minor: number;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          amount_due_minor: number;
          amount_paid_minor: number;
          amount_remaining_minor?: number;
          balance_used_minor?: number;
          corrects?: string | null;
          created_at?: string;
          credited_minor?: number;
          currency: string;
          customer_address?: Json | null;
          customer_email?: string | null;
          customer_name?: string | null;
          customer_tax_ids?: Json | null;
          due_at?: string | null;
          due_on?: string | null;
          e_invoice_address?: string | null;
          extended_to?: string | null;
          footer?: string | null;
          frozen_at?: string | null;
          hosted_url?: string | null;
          id?: string;
          issued_at?: string | null;
          issued_on?: string | null;
          membership_id?: string | null;
          mirrored_at?: string;
          number?: string | null;
          overpaid_minor?: number;
          paid_at?: string | null;
          paid_on?: string | null;
          payment_account?: Json | null;
          pdf_url?: string | null;
          printed_due_on?: string | null;
          reference?: string | null;
          seller?: Json | null;
          status: string;
          stripe_invoice_id: string;
          subtotal_minor: number;
          tax_minor: number;
          taxes?: Json | null;
          total_minor: number;
        };
        Update: {
          account_id?: string;
          amount_due_minor?: number;
          amount_paid_minor?: number;
          amount_remaining_minor?: number;
          balance_used_minor?: number;
          corrects?: string | null;
          created_at?: string;
          credited_minor?: number;
          currency?: string;
          customer_address?: Json | null;
          customer_email?: string | null;
          customer_name?: string | null;
          customer_tax_ids?: Json | null;
          due_at?: string | null;
          due_on?: string | null;
          e_invoice_address?: string | null;
          extended_to?: string | null;
          footer?: string | null;
          frozen_at?: string | null;
          hosted_url?: string | null;
          id?: string;
          issued_at?: string | null;
          issued_on?: string | null;
          membership_id?: string | null;
          mirrored_at?: string;
          number?: string | null;
          overpaid_minor?: number;
          paid_at?: string | null;
          paid_on?: string | null;
          payment_account?: Json | null;
          pdf_url?: string | null;
          printed_due_on?: string | null;
          reference?: string | null;
          seller?: Json | null;
          status?: string;
          stripe_invoice_id?: string;
          subtotal_minor?: number;
          tax_minor?: number;
          taxes?: Json | null;
          total_minor?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'invoices_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'invoices_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invoices_corrects_fkey';
            columns: ['corrects'];
            isOneToOne: false;
            referencedRelation: 'invoices';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'invoices_membership_id_fkey';
            columns: ['membership_id'];
            isOneToOne: false;
            referencedRelation: 'memberships';
            referencedColumns: ['id'];
          },
        ];
      };
      membership_numbers: {
        Row: {
          account_id: string;
          issued_at: string;
          number: string;
          origin: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          issued_at?: string;
          number: string;
          origin: string;
        };
        Update: {
          account_id?: string;
          issued_at?: string;
          number?: string;
          origin?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'membership_numbers_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'membership_numbers_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      membership_terms: {
        Row: {
          account_id: string;
          amount_minor: number;
          created_at: string;
          currency: string;
          ends_on: string;
          id: string;
          membership_id: string;
          months: number;
          starts_on: string;
          term_number: number;
          tier_code: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          amount_minor: number;
          created_at?: string;
          currency: string;
          ends_on: string;
          id?: string;
          membership_id: string;
          months: number;
          starts_on: string;
          term_number: number;
          tier_code: string;
        };
        Update: {
          account_id?: string;
          amount_minor?: number;
          created_at?: string;
          currency?: string;
          ends_on?: string;
          id?: string;
          membership_id?: string;
          months?: number;
          starts_on?: string;
          term_number?: number;
          tier_code?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'membership_terms_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'membership_terms_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'membership_terms_membership_id_fkey';
            columns: ['membership_id'];
            isOneToOne: false;
            referencedRelation: 'memberships';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'membership_terms_tier_code_fkey';
            columns: ['tier_code'];
            isOneToOne: false;
            referencedRelation: 'tiers';
            referencedColumns: ['code'];
          },
        ];
      };
      memberships: {
        Row: {
          account_id: string;
          amount_minor: number;
          created_at: string;
          currency: string;
          end_reason: string | null;
          ended_on: string | null;
          ends_on: string;
          id: string;
          next_tier_code: string | null;
          number: string;
          payment_method: string;
          renews: boolean;
          starts_on: string;
          state: Database['public']['Enums']['membership_state'];
          state_since: string;
          stripe_subscription_id: string | null;
          tier_code: string;
          unpaid_since: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          amount_minor: number;
          created_at?: string;
          currency: string;
          end_reason?: string | null;
          ended_on?: string | null;
          ends_on: string;
          id?: string;
          next_tier_code?: string | null;
          number: string;
          payment_method: string;
          renews?: boolean;
          starts_on: string;
          state?: Database['public']['Enums']['membership_state'];
          state_since?: string;
          stripe_subscription_id?: string | null;
          tier_code: string;
          unpaid_since?: string | null;
        };
        Update: {
          account_id?: string;
          amount_minor?: number;
          created_at?: string;
          currency?: string;
          end_reason?: string | null;
          ended_on?: string | null;
          ends_on?: string;
          id?: string;
          next_tier_code?: string | null;
          number?: string;
          payment_method?: string;
          renews?: boolean;
          starts_on?: string;
          state?: Database['public']['Enums']['membership_state'];
          state_since?: string;
          stripe_subscription_id?: string | null;
          tier_code?: string;
          unpaid_since?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'memberships_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'memberships_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'memberships_next_tier_code_fkey';
            columns: ['next_tier_code'];
            isOneToOne: false;
            referencedRelation: 'tiers';
            referencedColumns: ['code'];
          },
          {
            foreignKeyName: 'memberships_number_fkey';
            columns: ['number'];
            isOneToOne: false;
            referencedRelation: 'membership_numbers';
            referencedColumns: ['number'];
          },
          {
            foreignKeyName: 'memberships_tier_code_fkey';
            columns: ['tier_code'];
            isOneToOne: false;
            referencedRelation: 'tiers';
            referencedColumns: ['code'];
          },
        ];
      };
      model_points: {
        Row: {
          created_at: string;
          model_id: string;
          points: number;
          valid_from: string;
          valid_until: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          model_id: string;
          points: number;
          valid_from: string;
          valid_until?: string | null;
        };
        Update: {
          created_at?: string;
          model_id?: string;
          points?: number;
          valid_from?: string;
          valid_until?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'model_points_model_id_fkey';
            columns: ['model_id'];
            isOneToOne: false;
            referencedRelation: 'product_models';
            referencedColumns: ['id'];
          },
        ];
      };
      point_balances: {
        Row: {
          account_id: string;
          balance: number;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          balance?: number;
          updated_at?: string;
        };
        Update: {
          account_id?: string;
          balance?: number;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'point_balances_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'point_balances_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      point_entries: {
        Row: {
          account_id: string;
          balance_after: number;
          created_at: string;
          created_by: string | null;
          entry_number: number;
          id: string;
          kind: string;
          model_id: string | null;
          points: number;
          product_id: string | null;
          reason: string | null;
          reverses_id: string | null;
          source: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          balance_after: number;
          created_at?: string;
          created_by?: string | null;
          entry_number?: never;
          id?: string;
          kind: string;
          model_id?: string | null;
          points: number;
          product_id?: string | null;
          reason?: string | null;
          reverses_id?: string | null;
          source: string;
        };
        Update: {
          account_id?: string;
          balance_after?: number;
          created_at?: string;
          created_by?: string | null;
          entry_number?: never;
          id?: string;
          kind?: string;
          model_id?: string | null;
          points?: number;
          product_id?: string | null;
          reason?: string | null;
          reverses_id?: string | null;
          source?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'point_entries_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'point_entries_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'point_entries_model_id_fkey';
            columns: ['model_id'];
            isOneToOne: false;
            referencedRelation: 'product_models';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'point_entries_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'product_overview';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'point_entries_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'products';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'point_entries_reverses_id_fkey';
            columns: ['reverses_id'];
            isOneToOne: true;
            referencedRelation: 'point_entries';
            referencedColumns: ['id'];
          },
        ];
      };
      product_models: {
        Row: {
          box_pattern: string | null;
          category: string;
          code: string;
          counts_until: string | null;
          created_at: string;
          id: string;
          is_registrable: boolean;
          kind: string | null;
          name: string;
          points: number;
          registrable_from: string | null;
          registrable_until: string | null;
          search_text: string | null;
          serial_example: string;
          serial_pattern: string;
          serial_place: string;
          strips_leading_zeros: boolean;
        };
        ComputedFields: never;
        Insert: {
          box_pattern?: string | null;
          category: string;
          code: string;
          counts_until?: string | null;
          created_at?: string;
          id?: string;
          is_registrable?: boolean;
          kind?: string | null;
          name: string;
          points: number;
          registrable_from?: string | null;
          registrable_until?: string | null;
          search_text?: never;
          serial_example: string;
          serial_pattern: string;
          serial_place?: string;
          strips_leading_zeros?: boolean;
        };
        Update: {
          box_pattern?: string | null;
          category?: string;
          code?: string;
          counts_until?: string | null;
          created_at?: string;
          id?: string;
          is_registrable?: boolean;
          kind?: string | null;
          name?: string;
          points?: number;
          registrable_from?: string | null;
          registrable_until?: string | null;
          search_text?: never;
          serial_example?: string;
          serial_pattern?: string;
          serial_place?: string;
          strips_leading_zeros?: boolean;
        };
        Relationships: [];
      };
      product_releases: {
        Row: {
          accepted_at: string | null;
          account_id: string;
          created_at: string;
          created_by: string | null;
          expires_at: string;
          id: string;
          product_id: string;
          token_hash: string;
          withdrawn_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          account_id: string;
          created_at?: string;
          created_by?: string | null;
          expires_at: string;
          id?: string;
          product_id: string;
          token_hash: string;
          withdrawn_at?: string | null;
        };
        Update: {
          accepted_at?: string | null;
          account_id?: string;
          created_at?: string;
          created_by?: string | null;
          expires_at?: string;
          id?: string;
          product_id?: string;
          token_hash?: string;
          withdrawn_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'product_releases_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'product_releases_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'product_releases_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'product_overview';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'product_releases_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'products';
            referencedColumns: ['id'];
          },
        ];
      };
      products: {
        Row: {
          account_id: string;
          claim: string;
          created_at: string;
          dealer_is_estimate: boolean;
          dealer_name: string | null;
          id: string;
          is_complete: boolean;
          missing: string[];
          model_id: string;
          purchase_country: string | null;
          purchased_on: string | null;
          purchased_on_is_estimate: boolean;
          removed_at: string | null;
          serial_normalized: string | null;
          serial_number: string | null;
          state: string;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          claim?: string;
          created_at?: string;
          dealer_is_estimate?: boolean;
          dealer_name?: string | null;
          id?: string;
          is_complete?: never;
          missing?: never;
          model_id: string;
          purchase_country?: string | null;
          purchased_on?: string | null;
          purchased_on_is_estimate?: boolean;
          removed_at?: string | null;
          serial_normalized?: string | null;
          serial_number?: string | null;
          state?: string;
          updated_at?: string;
        };
        Update: {
          account_id?: string;
          claim?: string;
          created_at?: string;
          dealer_is_estimate?: boolean;
          dealer_name?: string | null;
          id?: string;
          is_complete?: never;
          missing?: never;
          model_id?: string;
          purchase_country?: string | null;
          purchased_on?: string | null;
          purchased_on_is_estimate?: boolean;
          removed_at?: string | null;
          serial_normalized?: string | null;
          serial_number?: string | null;
          state?: string;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'products_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'products_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'products_model_id_fkey';
            columns: ['model_id'];
            isOneToOne: false;
            referencedRelation: 'product_models';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'products_purchase_country_fkey';
            columns: ['purchase_country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
        ];
      };
      programme_settings: {
        Row: {
          card_notice_days: number[];
          charge_hour: number;
          charge_retry_days: number[];
          correction_days: number;
          days_until_due: number;
          grace_days: number;
          invitation_points: number;
          invite_days: number;
          invites_per_day: number;
          is_only_row: boolean;
          migration_undo_days: number;
          notice_hour: number;
          past_due_days: number;
          release_days: number;
          reminder_days: number[];
          renewal_notice_days: number[];
          suspended_days: number;
          term_months: number;
          upgrade_quote_minutes: number;
        };
        ComputedFields: never;
        Insert: {
          card_notice_days?: number[];
          charge_hour?: number;
          charge_retry_days?: number[];
          correction_days?: number;
          days_until_due?: number;
          grace_days?: number;
          invitation_points?: number;
          invite_days?: number;
          invites_per_day?: number;
          is_only_row?: boolean;
          migration_undo_days?: number;
          notice_hour?: number;
          past_due_days?: number;
          release_days?: number;
          reminder_days?: number[];
          renewal_notice_days?: number[];
          suspended_days?: number;
          term_months?: number;
          upgrade_quote_minutes?: number;
        };
        Update: {
          card_notice_days?: number[];
          charge_hour?: number;
          charge_retry_days?: number[];
          correction_days?: number;
          days_until_due?: number;
          grace_days?: number;
          invitation_points?: number;
          invite_days?: number;
          invites_per_day?: number;
          is_only_row?: boolean;
          migration_undo_days?: number;
          notice_hour?: number;
          past_due_days?: number;
          release_days?: number;
          reminder_days?: number[];
          renewal_notice_days?: number[];
          suspended_days?: number;
          term_months?: number;
          upgrade_quote_minutes?: number;
        };
        Relationships: [];
      };
      purchase_proofs: {
        Row: {
          account_id: string;
          content_type: string;
          created_at: string;
          file_name: string;
          id: string;
          product_id: string;
          sha256: string;
          size_bytes: number;
          storage: string;
          stored_at: string | null;
          uploaded_by: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          content_type: string;
          created_at?: string;
          file_name: string;
          id?: string;
          product_id: string;
          sha256: string;
          size_bytes: number;
          storage: string;
          stored_at?: string | null;
          uploaded_by?: string | null;
        };
        Update: {
          account_id?: string;
          content_type?: string;
          created_at?: string;
          file_name?: string;
          id?: string;
          product_id?: string;
          sha256?: string;
          size_bytes?: number;
          storage?: string;
          stored_at?: string | null;
          uploaded_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'purchase_proofs_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'purchase_proofs_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'purchase_proofs_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'product_overview';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'purchase_proofs_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'products';
            referencedColumns: ['id'];
          },
        ];
      };
      saved_cards: {
        Row: {
          account_id: string;
          brand: string;
          expiry_month: number;
          expiry_year: number;
          last4: string;
          saved_at: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          brand: string;
          expiry_month: number;
          expiry_year: number;
          last4: string;
          saved_at?: string;
        };
        Update: {
          account_id?: string;
          brand?: string;
          expiry_month?: number;
          expiry_year?: number;
          last4?: string;
          saved_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'saved_cards_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'saved_cards_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: true;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      support_cases: {
        Row: {
          account_id: string | null;
          case_number: number;
          created_at: string;
          email: string;
          id: string;
          locale: string;
          message: string;
          name: string;
          product_id: string | null;
          reference: string | null;
          state: string;
          topic: string;
          user_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id?: string | null;
          case_number?: never;
          created_at?: string;
          email: string;
          id?: string;
          locale: string;
          message: string;
          name: string;
          product_id?: string | null;
          reference?: never;
          state?: string;
          topic: string;
          user_id?: string | null;
        };
        Update: {
          account_id?: string | null;
          case_number?: never;
          created_at?: string;
          email?: string;
          id?: string;
          locale?: string;
          message?: string;
          name?: string;
          product_id?: string | null;
          reference?: never;
          state?: string;
          topic?: string;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'support_cases_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'support_cases_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'support_cases_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'product_overview';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'support_cases_product_id_fkey';
            columns: ['product_id'];
            isOneToOne: false;
            referencedRelation: 'products';
            referencedColumns: ['id'];
          },
        ];
      };
      tier_prices: {
        Row: {
          amount_minor: number;
          currency: string;
          tier_code: string;
          valid_from: string;
          valid_until: string | null;
        };
        ComputedFields: never;
        Insert: {
          amount_minor: number;
          currency: string;
          tier_code: string;
          valid_from?: string;
          valid_until?: string | null;
        };
        Update: {
          amount_minor?: number;
          currency?: string;
          tier_code?: string;
          valid_from?: string;
          valid_until?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'tier_prices_tier_code_fkey';
            columns: ['tier_code'];
            isOneToOne: false;
            referencedRelation: 'tiers';
            referencedColumns: ['code'];
          },
        ];
      };
      tiers: {
        Row: {
          active_from: string;
          active_until: string | null;
          code: string;
          kind: string;
          minimum_points: number;
          position: number;
        };
        ComputedFields: never;
        Insert: {
          active_from?: string;
          active_until?: string | null;
          code: string;
          kind: string;
          minimum_points: number;
          position: number;
        };
        Update: {
          active_from?: string;
          active_until?: string | null;
          code?: string;
          kind?: string;
          minimum_points?: number;
          position?: number;
        };
        Relationships: [];
      };
      waiting_money: {
        Row: {
          account_id: string;
          amount_minor: number;
          currency: string;
          last_transfer: string | null;
          looked_at: string | null;
          mirrored_at: string;
          payer_name: string | null;
          payer_reference: string | null;
          since: string;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          amount_minor: number;
          currency: string;
          last_transfer?: string | null;
          looked_at?: string | null;
          mirrored_at?: string;
          payer_name?: string | null;
          payer_reference?: string | null;
          since: string;
        };
        Update: {
          account_id?: string;
          amount_minor?: number;
          currency?: string;
          last_transfer?: string | null;
          looked_at?: string | null;
          mirrored_at?: string;
          payer_name?: string | null;
          payer_reference?: string | null;
          since?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'waiting_money_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'waiting_money_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
    };
    Views: {
      account_overview: {
        Row: {
          account_id: string;
          balance: number | null;
          company_name: string;
          country: string;
          currency: string | null;
          email: string;
          incomplete_count: number | null;
          invited_at: string | null;
          legacy_email: string | null;
          locale: string;
          membership_number: string | null;
          membership_state: Database['public']['Enums']['membership_state'] | null;
          migration_state: string | null;
          pending_points: number | null;
          product_count: number | null;
          role: Database['public']['Enums']['account_role'];
          tier_code: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: 'accounts_country_fkey';
            columns: ['country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
          {
            foreignKeyName: 'memberships_number_fkey';
            columns: ['membership_number'];
            isOneToOne: false;
            referencedRelation: 'membership_numbers';
            referencedColumns: ['number'];
          },
          {
            foreignKeyName: 'memberships_tier_code_fkey';
            columns: ['tier_code'];
            isOneToOne: false;
            referencedRelation: 'tiers';
            referencedColumns: ['code'];
          },
        ];
      };
      points_by_category: {
        Row: {
          account_id: string;
          category: string | null;
          points: number | null;
          products: number | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: 'point_entries_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'point_entries_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
        ];
      };
      product_overview: {
        Row: {
          account_id: string;
          category: string;
          claim: string;
          created_at: string;
          dealer_is_estimate: boolean;
          dealer_name: string | null;
          id: string;
          is_complete: boolean;
          missing: string[];
          model_code: string;
          model_id: string;
          model_name: string;
          pending_points: number | null;
          points: number | null;
          purchase_country: string | null;
          purchased_on: string | null;
          purchased_on_is_estimate: boolean;
          search_text: string | null;
          serial_example: string;
          serial_number: string | null;
          state: string;
          updated_at: string;
          worth: number | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: 'products_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'account_overview';
            referencedColumns: ['account_id'];
          },
          {
            foreignKeyName: 'products_account_id_fkey';
            columns: ['account_id'];
            isOneToOne: false;
            referencedRelation: 'accounts';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'products_model_id_fkey';
            columns: ['model_id'];
            isOneToOne: false;
            referencedRelation: 'product_models';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'products_purchase_country_fkey';
            columns: ['purchase_country'];
            isOneToOne: false;
            referencedRelation: 'countries';
            referencedColumns: ['code'];
          },
        ];
      };
    };
    Functions: {
      accept_invite: { Args: { invite_id: string }; Returns: string };
      accept_release: {
        Args: {
          dealer_is_estimate?: boolean;
          dealer_name?: string;
          for_account: string;
          purchase_country?: string;
          purchased_on?: string;
          purchased_on_is_estimate?: boolean;
          token: string;
        };
        Returns: Json;
      };
      add_old_address: { Args: { address: string; for_account: string }; Returns: string };
      available_tiers: {
        Args: { for_account: string };
        Returns: {
          amount_minor: number;
          code: string;
          currency: string;
          is_offered: boolean;
          kind: string;
          minimum_points: number;
          points_missing: number;
        }[];
      };
      change_payment_method: { Args: { for_account: string; pay_by: string }; Returns: undefined };
      change_role: {
        Args: { for_account: string; new_role: Database['public']['Enums']['account_role']; person: string };
        Returns: undefined;
      };
      check_import: { Args: { for_account: string; import_id: string }; Returns: Json };
      check_membership_card: { Args: { token: string }; Returns: Json };
      check_products: { Args: { for_account: string; rows: Json }; Returns: Json };
      choose_next_tier: { Args: { for_account: string; tier: string }; Returns: undefined };
      colleagues: {
        Args: { for_account: string };
        Returns: {
          created_at: string;
          email: string;
          is_you: boolean;
          role: Database['public']['Enums']['account_role'];
          user_id: string;
        }[];
      };
      confirm_migration_code: { Args: { code: string; for_account: string }; Returns: Json };
      confirm_number_code: { Args: { code: string; for_account: string; number: string }; Returns: Json };
      discard_import: { Args: { for_account: string; import_id: string }; Returns: undefined };
      edit_products: { Args: { edits: Json }; Returns: Json };
      find_import: { Args: { for_account: string }; Returns: Json };
      invite_colleague: {
        Args: {
          address: string;
          as_role: Database['public']['Enums']['account_role'];
          for_account: string;
          language: string;
        };
        Returns: Json;
      };
      leave_account: { Args: { for_account: string }; Returns: undefined };
      mark_product: { Args: { product_id: string; state: string }; Returns: undefined };
      membership_card: { Args: { for_account: string }; Returns: Json };
      migrate_products: { Args: { for_account: string }; Returns: Json };
      models_closing_gap: {
        Args: { for_account: string; tier?: string };
        Returns: {
          category: string;
          code: string;
          kind: string;
          model_id: string;
          name: string;
          points: number;
          points_missing: number;
          tier_code: string;
          units: number;
        }[];
      };
      my_invites: {
        Args: Record<PropertyKey, never>;
        Returns: {
          company_name: string;
          expires_at: string;
          id: string;
          role: Database['public']['Enums']['account_role'];
        }[];
      };
      my_migrations: {
        Args: { for_account: string };
        Returns: {
          id: string;
          may_undo: boolean;
          migrated_at: string;
          moved: number;
          undo_until: string;
          undone_at: string;
        }[];
      };
      my_open_invoices: {
        Args: { for_account: string };
        Returns: {
          charge: string;
          charge_on: string;
          invoice_id: string;
          waiting_minor: number;
        }[];
      };
      my_renewal: { Args: { for_account: string }; Returns: Json };
      preview_migration: {
        Args: { for_account: string };
        Returns: {
          dealer_name: string;
          fate: string;
          former_number: string;
          legacy_product_id: string;
          missing: string[];
          model_code: string;
          model_id: string;
          model_name: string;
          points: number;
          purchase_country: string;
          purchased_on: string;
          serial_number: string;
        }[];
      };
      preview_release: { Args: { token: string }; Returns: Json };
      preview_undo: { Args: { for_account: string; migration: string }; Returns: Json };
      read_import: {
        Args: { after_row?: number; for_account: string; import_id: string; with_source?: boolean };
        Returns: Json;
      };
      register_series: { Args: { for_account: string; import_id: string; rows: Json }; Returns: Json };
      release_product: { Args: { product_id: string }; Returns: Json };
      remove_colleague: { Args: { for_account: string; person: string }; Returns: undefined };
      remove_product: { Args: { product_id: string }; Returns: undefined };
      remove_products: { Args: { product_ids: string[] }; Returns: undefined };
      request_migration_code: { Args: { for_account: string }; Returns: Json };
      request_number_code: { Args: { for_account: string; number: string }; Returns: Json };
      search_models: {
        Args: { term: string };
        Returns: {
          box_pattern: string | null;
          category: string;
          code: string;
          counts_until: string | null;
          created_at: string;
          id: string;
          is_registrable: boolean;
          kind: string | null;
          name: string;
          points: number;
          registrable_from: string | null;
          registrable_until: string | null;
          search_text: string | null;
          serial_example: string;
          serial_pattern: string;
          serial_place: string;
          strips_leading_zeros: boolean;
        }[];
        SetofOptions: {
          from: '*';
          to: 'product_models';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      set_renewal: { Args: { for_account: string; renews: boolean }; Returns: undefined };
      stage_import: { Args: { about: Json; for_account: string; import_id: string; rows: Json }; Returns: number };
      undo_migration: { Args: { for_account: string; migration: string }; Returns: Json };
      withdraw_invite: { Args: { invite_id: string }; Returns: undefined };
      withdraw_release: { Args: { product_id: string }; Returns: undefined };
      write_import: { Args: { for_account: string; import_id: string; most?: number; whole?: boolean }; Returns: Json };
    };
    Enums: {
      account_role: 'owner' | 'billing' | 'products' | 'viewer';
      membership_state: 'active' | 'past_due' | 'grace' | 'suspended' | 'ended';
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
  service: {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      advance_memberships: { Args: { at: string; max?: number }; Returns: Json };
      announce_renewals: { Args: { at: string; max?: number }; Returns: Json };
      ask_again_for_subscriptions: { Args: { cursor: string; max: number }; Returns: Json };
      attach_customer: { Args: { customer: string; for_account: string }; Returns: string };
      attach_subscription: { Args: { customer: string; membership: string; subscription: string }; Returns: undefined };
      begin_invite: { Args: { address: string; code: string; token: string }; Returns: string };
      begin_proof: {
        Args: {
          content_type: string;
          file_name: string;
          for_product: string;
          person: string;
          sha256_hex: string;
          size_bytes: number;
          storage: string;
        };
        Returns: Json;
      };
      charge_is_wanted: { Args: { call: string }; Returns: boolean };
      current_membership: { Args: { for_account: string; person: string }; Returns: Json };
      current_reconciliation: { Args: { at: string }; Returns: Json };
      customer_of_card: { Args: { payment_method: string }; Returns: string };
      describe_membership: { Args: { membership: string }; Returns: Json };
      differing_invoices: {
        Args: { news: Json };
        Returns: {
          expected: string;
          found: string;
          stripe_invoice_id: string;
        }[];
      };
      drop_draft: { Args: { invoice: string }; Returns: undefined };
      enqueue_mail: {
        Args: { account_id?: string; data: Json; dedupe_key?: string; kind: string; locale: string; recipient: string };
        Returns: string;
      };
      events_failed: { Args: { error: string; event_ids: string[] }; Returns: undefined };
      events_processed: { Args: { event_ids: string[] }; Returns: undefined };
      find_proof: { Args: { person: string; proof: string; token_hash_hex: string }; Returns: Json };
      find_quote: { Args: { for_account: string; person: string; place: string; tier: string }; Returns: Json };
      finish_proof: { Args: { proof: string }; Returns: undefined };
      forget_card: { Args: { customer: string; read_at: string }; Returns: undefined };
      join_membership: {
        Args: { billing: Json; for_account: string; pay_by: string; person: string; renew: boolean; tier: string };
        Returns: Json;
      };
      keep_quote: { Args: { amount_minor: number; currency: string; place: string; quote: Json }; Returns: undefined };
      keep_upgrade_quote: {
        Args: {
          amount: number;
          membership: string;
          person: string;
          proration_at: string;
          subtotal: number;
          tax: number;
          tier: string;
          total: number;
        };
        Returns: Json;
      };
      lease_events: {
        Args: { max: number };
        Returns: {
          attempts: number;
          id: string;
          leased_at: string;
          object_id: string;
          type: string;
        }[];
      };
      lease_mails: {
        Args: { max: number };
        Returns: {
          attempts: number;
          data: Json;
          id: string;
          kind: string;
          locale: string;
          recipient: string;
        }[];
      };
      lease_recoveries: {
        Args: { max: number };
        Returns: {
          address: string;
          recovery_id: string;
          sign_in_state: string;
        }[];
      };
      lease_stripe_calls: {
        Args: { max: number; only_account?: string };
        Returns: {
          account_id: string;
          attempts: number;
          id: string;
          invoice_id: string;
          kind: string;
          leased_at: string;
          membership_id: string;
          needs_look: boolean;
          parameters: Json;
          stripe_customer_id: string;
          stripe_invoice_id: string;
          stripe_subscription_id: string;
        }[];
      };
      look_at_invite: { Args: { address: string; code: string; token: string }; Returns: Json };
      mail_context: {
        Args: { address: string };
        Returns: {
          account_id: string;
          company_name: string;
          contact_name: string;
          locale: string;
        }[];
      };
      mail_failed: { Args: { error: string; mail_id: string }; Returns: undefined };
      mail_sent: { Args: { mail_id: string }; Returns: undefined };
      membership_at_stripe: { Args: { membership: string }; Returns: string };
      mirror_cash: { Args: { news: Json }; Returns: undefined };
      mirror_credit_note: { Args: { news: Json }; Returns: string };
      mirror_dispute: { Args: { news: Json }; Returns: undefined };
      mirror_invoice: { Args: { news: Json }; Returns: string };
      mirror_invoice_as_read: { Args: { news: Json; read_at?: string }; Returns: string };
      mirror_tax_id: { Args: { news: Json }; Returns: undefined };
      note_invoice_differences: { Args: { differing: Json; looked_at: string[] }; Returns: undefined };
      note_subscriptions: { Args: { day?: string; news: Json; read_at: string }; Returns: number };
      open_support_case: {
        Args: {
          address: string;
          case_id: string;
          desk: string;
          for_account: string;
          locale: string;
          message: string;
          name: string;
          person: string;
          topic: string;
        };
        Returns: string;
      };
      prepare_upgrade: { Args: { for_account: string; person: string; tier: string }; Returns: Json };
      put_proof_piece: { Args: { content_base64: string; piece: number; proof: string }; Returns: undefined };
      queue_card_page: { Args: { for_account: string; locale: string; once?: string }; Returns: string };
      queue_due_charges: { Args: { at: string; max: number }; Returns: number };
      read_correction: { Args: { correction: string }; Returns: Json };
      read_issued_invoice: {
        Args: { credit_note?: string; for_account: string; invoice: string; person: string };
        Returns: Json;
      };
      read_proof_piece: { Args: { piece: number; proof: string }; Returns: string };
      read_stripe_call: { Args: { call: string }; Returns: Json };
      reconciliation_went_on: {
        Args: { compared: number; cursor: string; day: string; repaired: number; step: string };
        Returns: Json;
      };
      recovery_mailed: { Args: { recovery_id: string }; Returns: undefined };
      refresh_catalogue: { Args: Record<PropertyKey, never>; Returns: number };
      release_job_lease: { Args: { holder: string; name: string }; Returns: undefined };
      renew_memberships: { Args: { at: string; max?: number }; Returns: Json };
      renew_stripe_call: { Args: { call: string }; Returns: string };
      request_account: {
        Args: {
          business_id: string;
          company_name: string;
          contact_name: string;
          country: string;
          email: string;
          legacy_email: string;
          locale: string;
        };
        Returns: undefined;
      };
      request_correction: {
        Args: { billing: Json; for_account: string; invoice: string; person: string };
        Returns: string;
      };
      request_payment: { Args: { for_account: string; invoice: string; person: string }; Returns: Json };
      require_proof_place: { Args: { for_product: string; person: string }; Returns: string };
      route_waiting_money: { Args: { at: string; desk: string; max: number }; Returns: number };
      save_card: {
        Args: {
          brand: string;
          customer: string;
          default_at_stripe?: string;
          expiry_month: number;
          expiry_year: number;
          last4: string;
          payment_method: string;
          read_at?: string;
        };
        Returns: undefined;
      };
      sign_in_state: { Args: { address: string }; Returns: string };
      start_membership: {
        Args: { billing: Json; for_account: string; pay_by: string; person: string; renew: boolean; tier: string };
        Returns: Json;
      };
      store_event: {
        Args: { created_at: string; event_id: string; event_type: string; object_id: string };
        Returns: boolean;
      };
      store_events: { Args: { news: Json }; Returns: number };
      stripe_call_done: { Args: { call: string; result: Json }; Returns: undefined };
      stripe_call_failed: {
        Args: { call: string; desk?: string; error: string; is_final: boolean; key_is_spent?: boolean };
        Returns: undefined;
      };
      stripe_calls_state: { Args: { for_account: string }; Returns: string };
      sweep: { Args: Record<PropertyKey, never>; Returns: undefined };
      take_job_lease: { Args: { name: string; seconds: number }; Returns: string };
      take_quota: { Args: { allowed: number; bucket: string; key: string; window_seconds: number }; Returns: boolean };
      undo_membership: { Args: { membership: string }; Returns: undefined };
      unseen_subscriptions: { Args: { cursor: string; day: string; max: number }; Returns: string[] };
      upgrade_membership: { Args: { for_account: string; person: string; quote: string }; Returns: Json };
      warn_of_expiring_cards: { Args: { at: string; max?: number }; Returns: Json };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {
      account_role: ['owner', 'billing', 'products', 'viewer'],
      membership_state: ['active', 'past_due', 'grace', 'suspended', 'ended'],
    },
  },
  service: {
    Enums: {},
  },
} as const;
